package io.fluxstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreWatchTest {
    private static final TopicPartition ONE = new TopicPartition("changelog", 0);
    private static final TopicPartition OTHER = new TopicPartition("changelog", 1);
    private static final TopicPartition EMPTY = new TopicPartition("changelog", 2);

    private long now;
    private final RestoreWatch watch = new RestoreWatch(() -> TimeUnit.SECONDS.toNanos(now));

    @Test
    void countsFromTheFirstThatBeginsToTheLastThatEnds() {
        watch.onRestoreStart(EMPTY, "memory", 7, 7);
        watch.onRestoreEnd(EMPTY, "memory", 0);
        assertThat(watch.lastSeconds()).isZero();
        now = 10;
        watch.onRestoreStart(ONE, "memory", 0, 100);
        now = 11;
        watch.onRestoreStart(OTHER, "memory", 0, 200);
        now = 12;
        watch.onBatchRestored(ONE, "memory", 100, 100);
        watch.onRestoreEnd(ONE, "memory", 100);
        assertThat(watch.lastSeconds()).isZero();
        now = 15;
        watch.onRestoreEnd(OTHER, "memory", 200);
        assertThat(watch.lastSeconds()).isEqualTo(5);
    }

    @Test
    void whatGoesToAnotherProcessorMeanwhileIsNotWaitedFor() {
        watch.onRestoreStart(ONE, "memory", 0, 100);
        watch.onRestoreStart(OTHER, "memory", 0, 100);
        watch.onRestoreSuspended(ONE, "memory", 50);
        now = 3;
        watch.onRestoreEnd(OTHER, "memory", 100);
        assertThat(watch.lastSeconds()).isEqualTo(3);
    }
}
