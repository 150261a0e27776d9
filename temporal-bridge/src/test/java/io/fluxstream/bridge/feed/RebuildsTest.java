package io.fluxstream.bridge.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildsTest {
    private final Rebuilds rebuilds = new Rebuilds("test");
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        rebuilds.close();
        callers.shutdownNow();
    }

    @Test
    void aFewAreRebuiltAtATimeAndAllComeToTheirTurn() throws Exception {
        AtMost.assertAtMost(Rebuilds.AT_ONCE, rebuilds::run);
    }

    @Test
    void whatGoesWrongIsTheCallersToKnow() {
        assertThatThrownBy(() -> rebuilds.run(() -> {
                    throw new IllegalStateException("it ended");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it ended");
        assertThatThrownBy(() -> rebuilds.run(() -> {
                    throw new OutOfMemoryError("no room");
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void whoeverIsInterruptedEndsItsOwn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Future<?> caller = callers.submit(() -> {
            rebuilds.run(() -> {
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
