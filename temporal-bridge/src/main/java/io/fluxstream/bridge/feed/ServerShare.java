package io.fluxstream.bridge.feed;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * How much is done at once for all workflows of a feed together, each in its turn.
 *
 * <p>A rebuild reads whole partitions and holds what it found until the workflow has it: a hundred of them at once, as after a Temporal
 * server that lost its data, would fill any memory. And a server that is slow gets no faster by being sent more: what waits for its
 * turn goes with what comes meanwhile, in fewer and larger signals. For the same reason a workflow rests between its signals, for as long as
 * it takes to signal all of them one after another: the more there are and the longer the server takes, the longer, up to a limit. And the
 * more there are, the longer each is believed to be where it was.
 */
final class AtOnce implements AutoCloseable {
    static final int REBUILDS = 4;
    static final int SIGNALS = 8;

    /** With what a record takes up to here, and a signal from here, a change is in its workflow within two seconds. */
    static final long LONGEST_REST = Duration.ofMillis(1_400).toNanos();

    /** How long a single workflow is believed to be where it was, in nanoseconds. */
    static final long BELIEVED = Duration.ofSeconds(30).toNanos();

    /** Between two questions to any of many workflows: one costs a server and a worker as much as a signal. */
    private static final long BETWEEN_QUESTIONS = Duration.ofSeconds(3).toNanos();

    /** So many signals are looked back upon. */
    private static final int REMEMBERED = 16;

    private final IntSupplier workflows;
    private final ExecutorService rebuilds;
    private final Semaphore signals = new Semaphore(SIGNALS, true);
    /** How many nanoseconds a signal takes, as of late. */
    private final AtomicLong usual = new AtomicLong();

    /**
     * @param name of the threads that rebuild
     * @param workflows how many there are now
     */
    AtOnce(String name, IntSupplier workflows) {
        this.workflows = workflows;
        AtomicInteger count = new AtomicInteger();
        rebuilds = Executors.newFixedThreadPool(REBUILDS, task -> {
            Thread thread = new Thread(task, name + '-' + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Rebuilds on one of few threads, and waits until it is done. It ends early when the caller is interrupted. */
    void rebuild(Work work) throws InterruptedException {
        Future<?> turn = rebuilds.submit(() -> {
            work.run();
            return null;
        });
        try {
            turn.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("rebuilding was interrupted", e);
        } finally {
            turn.cancel(true);
        }
    }

    /** Signals a workflow when few others are being signalled. */
    void signal(Work work) throws InterruptedException {
        signals.acquire();
        long began = System.nanoTime();
        try {
            work.run();
        } finally {
            took(System.nanoTime() - began);
            signals.release();
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

    @Override
    public void close() {
        rebuilds.shutdownNow();
    }
}
