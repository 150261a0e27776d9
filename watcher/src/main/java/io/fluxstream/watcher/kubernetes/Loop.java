package io.fluxstream.watcher.kubernetes;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of a cluster: everything that happens to it happens here, one after another. */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ScheduledThreadPoolExecutor executor;
    private final String name;

    public Loop(String name) {
        this.name = name;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "watch-" + name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    public interface Scheduled {
        void cancel();
    }

    /** Runs the task after all that were handed over before; not at all once the loop is closed. */
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    public Scheduled schedule(Duration delay, Runnable task) {
        try {
            var future = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a bug: a step of cluster {} failed", name, e);
        }
    }

    /** Runs the task as the last one and waits for it, shortly. */
    public void finish(Runnable last) {
        try {
            executor.submit(() -> run(last)).get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debug("cluster {}: closing does not wait any longer", name);
        }
        close();
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
