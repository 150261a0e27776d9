package io.fluxstream.bridge.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    private int workflows = 1;
    private final AtOnce atOnce = new AtOnce("test", () -> workflows);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        atOnce.close();
        callers.shutdownNow();
    }

    @Test
    void aFewAreRebuiltAtATimeAndAllComeToTheirTurn() throws Exception {
        assertAtMost(AtOnce.REBUILDS, atOnce::rebuild);
    }

    @Test
    void aFewAreSignalledAtATimeAndAllComeToTheirTurn() throws Exception {
        assertAtMost(AtOnce.SIGNALS, atOnce::signal);
    }

    @Test
    void aWorkflowOfAFewIsAskedEveryHalfMinuteAndOneOfAHundredEveryFive() {
        assertThat(atOnce.looksAgainAfter()).isEqualTo(TimeUnit.SECONDS.toNanos(30));
        workflows = 100;
        assertThat(atOnce.looksAgainAfter()).isEqualTo(TimeUnit.MINUTES.toNanos(5));
    }

    /** Does work in its turn. */
    private interface Way {
        void run(AtOnce.Work work) throws InterruptedException;
    }

    private void assertAtMost(int limit, Way way) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore begun = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 5 * limit; i++) {
            all.add(callers.submit(() -> {
                way.run(() -> {
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
    }

    @Test
    void theMoreWorkflowsThereAreTheLongerEachRestsUpToALimit() throws Exception {
        assertThat(atOnce.rest()).isZero();
        atOnce.signal(() -> {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        long alone = atOnce.rest();
        assertThat(alone).isPositive();
        workflows = 3;
        assertThat(atOnce.rest()).isEqualTo(Math.min(AtOnce.LONGEST_REST, 3 * alone));
        workflows = 1_000_000;
        assertThat(atOnce.rest()).isEqualTo(AtOnce.LONGEST_REST);
    }

    @Test
    void whatGoesWrongIsTheCallersToKnow() {
        assertThatThrownBy(() -> atOnce.rebuild(() -> {
                    throw new IllegalStateException("it ended");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it ended");
        assertThatThrownBy(() -> atOnce.rebuild(() -> {
                    throw new OutOfMemoryError("no room");
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void whoeverIsInterruptedEndsItsOwn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Future<?> caller = callers.submit(() -> {
            atOnce.rebuild(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    ended.countDown();
                }
            });
            return null;
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        caller.cancel(true);
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
