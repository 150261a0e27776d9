package io.fluxstream.bridge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds what gives turns to its limit. */
final class AtMost {
    private AtMost() {}

    /** Does work in its turn. */
    interface Turns {
        void run(Work work) throws InterruptedException;
    }

    static void assertAtMost(int limit, Turns turns) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore begun = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        List<Future<?>> all = new ArrayList<>();
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 5 * limit; i++) {
                all.add(callers.submit(() -> {
                    turns.run(() -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        begun.release();
                        mayEnd.acquire();
                        running.decrementAndGet();
                    });
                    return null;
                }));
            }
            assertThat(begun.tryAcquire(limit, 30, TimeUnit.SECONDS)).isTrue();
            mayEnd.release(all.size());
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
            assertThat(most).hasValue(limit);
        } finally {
            callers.shutdownNow();
        }
    }
}
