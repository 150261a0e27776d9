package io.fluxstream.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** SIGINT and SIGTERM as something that a command can wait for, close what it opened, and end in its own way. */
public final class Interrupts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static @Nullable Thread hook;
    private static volatile int exitCode;

    private Interrupts() {}

    /** From here on, until the command ends, a signal does not end the process but {@link #await}. */
    public static synchronized void hold() {
        if (hook == null) {
            hook = new Thread(Interrupts::onSignal, "flux-stream-interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /** The command has ended. */
    static synchronized void release() {
        if (hook != null && !arrived()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            } catch (IllegalStateException signalled) {
                // It runs already, and ends the process once it is told how.
            }
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
