package io.fluxstream.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGINT and SIGTERM as something that a command can wait for, close what it opened, and end in its own way. */
public final class Interrupts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static volatile boolean awaited;
    private static volatile int exitCode;

    private Interrupts() {}

    /** From here on a signal no longer ends the process but {@link #await}. */
    public static synchronized void hold() {
        if (!awaited) {
            awaited = true;
            Runtime.getRuntime().addShutdownHook(new Thread(Interrupts::onSignal, "flux-stream-interrupt"));
        }
    }

    /**
     * Waits for a signal, but no longer than this.
     *
     * @return whether there was one
     */
    public static boolean await(Duration atMost) {
        try {
            return INTERRUPTED.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Whether there was a signal. */
    public static boolean arrived() {
        return INTERRUPTED.getCount() == 0;
    }

    private static void onSignal() {
        INTERRUPTED.countDown();
        try {
            if (!FINISHED.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCodes.NO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A signal that was obeyed is no failure, but the JVM would report one.
        Runtime.getRuntime().halt(exitCode);
    }

    /** Ends the process. */
    static void end(int code) {
        exitCode = code;
        FINISHED.countDown();
        System.exit(code);
    }
}
