package io.fluxstream.bridge.feed;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * What each of a feed's workflows may ask of the one server that they share.
 *
 * <p>A server that is slow gets no faster by being sent more: what waits for its turn goes with what comes meanwhile, in fewer and larger
 * signals. For the same reason a workflow rests between its signals, for as long as it takes to signal all of them one after another: the
 * more there are and the longer the server takes, the longer, up to a limit. And the more there are, the longer each is believed to be
 * where it was.
 */
final class ServerShare {
    static final int SIGNALS_AT_ONCE = 8;

    /** With what a record takes up to here, and a signal from here, a change is in its workflow within two seconds. */
    static final long LONGEST_REST = Duration.ofMillis(1_200).toNanos();

    /** How long a single workflow is believed to be where it was, in nanoseconds. */
    private static final long BELIEVED = Duration.ofSeconds(30).toNanos();

    /** Between two questions to any of many workflows: one costs a server and a worker as much as a signal. */
    private static final long BETWEEN_QUESTIONS = Duration.ofSeconds(3).toNanos();

    /** So many signals are looked back upon. */
    private static final int REMEMBERED = 16;

    private final IntSupplier workflows;
    private final Semaphore turns = new Semaphore(SIGNALS_AT_ONCE, true);
    /** How many nanoseconds a signal takes, as of late. */
    private final AtomicLong usual = new AtomicLong();

    /** @param workflows how many there are now */
    ServerShare(IntSupplier workflows) {
        this.workflows = workflows;
    }

    /** Signals a workflow when few others are being signalled. */
    void signal(Work signal) throws InterruptedException {
        turns.acquire();
        long began = System.nanoTime();
        try {
            signal.run();
        } finally {
            took(System.nanoTime() - began);
            turns.release();
        }
    }

    private void took(long nanos) {
        usual.updateAndGet(before -> before + (nanos - before) / REMEMBERED);
    }

    /** For how many nanoseconds a workflow is to be left alone between two signals. */
    long rest() {
        return Math.min(LONGEST_REST, workflows.getAsInt() * usual.get());
    }

    /** After how many nanoseconds a workflow is asked again where it is. */
    long looksAgainAfter() {
        return Math.max(BELIEVED, workflows.getAsInt() * BETWEEN_QUESTIONS);
    }
}
