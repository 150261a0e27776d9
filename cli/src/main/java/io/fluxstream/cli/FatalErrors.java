package io.fluxstream.cli;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/**
 * Ends the process by what no thread comes back from, so that whoever supervises it can start it anew: with one thread gone
 * it would look alive and leave undone what that thread did. The JVM does so by itself for its heap only
 * ({@code -XX:+ExitOnOutOfMemoryError}).
 */
final class FatalErrors implements Thread.UncaughtExceptionHandler {
    private final PrintWriter err;
    private final IntConsumer halt;

    FatalErrors(PrintWriter err, IntConsumer halt) {
        this.err = err;
        this.halt = halt;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (thrown instanceof Error) {
            err.println("flux-stream: the thread " + thread.getName() + " ended by " + thrown
                    + "; the process ends too, to be started anew");
            halt.accept(ExitCodes.BROKEN);
        } else {
            err.println("flux-stream: a bug: the thread " + thread.getName() + " ended");
            thrown.printStackTrace(err);
        }
    }
}
