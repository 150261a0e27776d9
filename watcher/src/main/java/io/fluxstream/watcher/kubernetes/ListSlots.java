package io.fluxstream.watcher.kubernetes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lets one list of the process be read at a time, so that many clusters starting at once do not fill the heap.
 *
 * <p>A slot is only held while a page streams in, and no longer than a few seconds: a slow cluster makes the others wait that
 * long at most.
 */
public final class ListSlots implements AutoCloseable {
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor timer;
    private boolean taken;
    private long holder;

    public ListSlots() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "list-slots");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Gives the slot back; more than once does no harm. */
    @FunctionalInterface
    interface Slot {
        void release();
    }

    /** Takes the slot when it is free. */
    @FunctionalInterface
    interface Taker {
        void take(Slot slot);
    }

    /** Hands over the slot, at once or later, on any thread. */
    void acquire(Taker taker) {
        Runnable grant = () -> grant(taker);
        synchronized (this) {
            if (taken) {
                waiting.add(grant);
                return;
            }
            taken = true;
        }
        grant.run();
    }

    private void grant(Taker taker) {
        long mine;
        synchronized (this) {
            mine = ++holder;
        }
        var expiry = timer.schedule(() -> release(mine), LONGEST_HOLD.toMillis(), TimeUnit.MILLISECONDS);
        taker.take(() -> {
            expiry.cancel(false);
            release(mine);
        });
    }

    private void release(long mine) {
        Runnable next;
        synchronized (this) {
            if (holder != mine || !taken) {
                return;
            }
            next = waiting.poll();
            taken = next != null;
            holder++;
        }
        if (next != null) {
            next.run();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
