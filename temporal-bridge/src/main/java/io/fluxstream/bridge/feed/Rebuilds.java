package io.fluxstream.bridge.feed;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The few threads on which workflows of a feed are rebuilt, each in its turn. A rebuild reads whole partitions and holds what it found
 * until the workflow has it: a hundred of them at once, as after a Temporal server that lost its data, would fill any memory.
 */
final class Rebuilds implements AutoCloseable {
    static final int AT_ONCE = 4;

    private final ExecutorService threads;

    /** @param name of the threads */
    Rebuilds(String name) {
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, name + '-' + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Waits until it is done. It ends early when the caller is interrupted. */
    void run(Work rebuild) throws InterruptedException {
        Future<?> turn = threads.submit(() -> {
            rebuild.run();
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

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
