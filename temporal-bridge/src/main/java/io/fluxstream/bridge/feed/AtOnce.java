package io.fluxstream.bridge.feed;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much is done at once for all workflows of a feed together, each in its turn.
 *
 * <p>A rebuild reads whole partitions and holds what it found until the workflow has it: a hundred of them at once, as after a Temporal
 * server that lost its data, would fill any memory. And a server that is slow gets no faster by being sent more: what waits for its
 * turn goes with what comes meanwhile, in fewer and larger signals.
 */
final class AtOnce implements AutoCloseable {
    static final int REBUILDS = 4;
    static final int SIGNALS = 8;

    private final ExecutorService rebuilds;
    private final Semaphore signals = new Semaphore(SIGNALS, true);

    /** @param name of the threads that rebuild */
    AtOnce(String name) {
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
        try {
            work.run();
        } finally {
            signals.release();
        }
    }

    @Override
    public void close() {
        rebuilds.shutdownNow();
    }
}
