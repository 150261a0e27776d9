package io.fluxstream.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Ends the process by what no thread comes back from, so that whoever supervises it can start it anew: with one thread gone
 * it would look alive and leave undone what that thread did. The JVM does so by itself for its heap only
 * ({@code -XX:+ExitOnOutOfMemoryError}). An exception that nobody awaited is a bug; in a thread of a library that did nothing for
 * flux-stream then, it is only shown.
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
        } else if (isOurs(thrown)) {
            err.println("flux-stream: a bug: the thread " + thread.getName()
                    + " ended; the process ends too, to be started anew");
            thrown.printStackTrace(err);
            halt.accept(ExitCodes.BROKEN);
        } else {
            err.println("flux-stream: a bug: the thread " + thread.getName() + " ended");
            thrown.printStackTrace(err);
        }
    }

    private static boolean isOurs(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("io.fluxstream."));
    }
}
