package io.fluxstream.bridge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.bridge.workflow.RunLimits;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RunRoomTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant SOON = START.plusSeconds(60);
    private static final String RUN = "run-1";

    private final RunRoom room = new RunRoom(new RunLimits(600, 100, 1_000));

    @Test
    void theServerIsAskedBeforeTheFirstSignalOfEveryRun() {
        assertThat(room.isNearEnd(SOON)).isTrue();
        assertThat(room.isOver(SOON)).isFalse();
        room.saw(look(10, 5_000), SOON);
        assertThat(room.isNearEnd(SOON)).isFalse();
        room.took("run-2", chunk(1, 10));
        assertThat(room.isNearEnd(SOON)).isTrue();
    }

    @Test
    void aRunIsOverWhenItsHistoryIsLargeOrLong() {
        room.saw(look(10, RunLimits.MAX_HISTORY_BYTES - 1), SOON);
        assertThat(room.isNearEnd(SOON)).isTrue();
        assertThat(room.isOver(SOON)).isFalse();
        room.saw(look(10, RunLimits.MAX_HISTORY_BYTES), SOON);
        assertThat(room.isOver(SOON)).isTrue();
        room.saw(look(RunLimits.MAX_EVENTS, 0), SOON);
        assertThat(room.isOver(SOON)).isTrue();
    }

    @Test
    void whatWasSentSinceTheServerWasAskedCounts() {
        room.saw(look(10, 5_000), SOON);
        for (int i = 0; i < 10; i++) {
            room.took(RUN, chunk(1, 200_000));
        }
        assertThat(room.isNearEnd(SOON)).isFalse();
        for (int i = 0; i < 3; i++) {
            room.took(RUN, chunk(1, 200_000));
        }
        assertThat(room.isNearEnd(SOON)).isTrue();
        room.saw(look(60, 2_000_000), SOON);
        assertThat(room.isNearEnd(SOON)).isFalse();
    }

    @Test
    void theLimitsOfSignalsAndItemsCountWhateverTheServerSays() {
        room.saw(look(10, 5_000), SOON);
        for (int i = 0; i < 80; i++) {
            assertThat(room.isNearEnd(SOON)).isFalse();
            room.took(RUN, chunk(1, 10));
        }
        assertThat(room.isNearEnd(SOON)).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(room.isOver(SOON)).isFalse();
            room.took(RUN, chunk(1, 10));
        }
        assertThat(room.isOver(SOON)).isTrue();

        RunRoom other = new RunRoom(new RunLimits(600, 100, 1_000));
        other.saw(look(10, 5_000), SOON);
        other.took(RUN, chunk(799, 10));
        assertThat(other.isNearEnd(SOON)).isFalse();
        other.took(RUN, chunk(201, 10));
        assertThat(other.isOver(SOON)).isTrue();
    }

    @Test
    void aRunEndsWithItsTimeAndClocksMayDiffer() {
        room.saw(look(10, 5_000), SOON);
        assertThat(room.isNearEnd(START.plusSeconds(590))).isFalse();
        assertThat(room.isNearEnd(START.plusSeconds(596))).isTrue();
        assertThat(room.isOver(START.plusSeconds(599))).isFalse();
        assertThat(room.isOver(START.plusSeconds(600))).isTrue();
    }

    @Test
    void aRunThatFollowsTheOneThatWasOverKnowsWhatThatOneKnew() {
        assertThat(room.saw(look(10, RunLimits.MAX_HISTORY_BYTES), SOON)).isFalse();
        assertThat(room.saw(new RunLook("run-2", RUN, SOON, 5, 5_000, true), SOON))
                .isTrue();
        // Before its time: somebody has reset it, or started another one.
        assertThat(room.saw(new RunLook("run-3", RUN, SOON, 5, 5_000, true), SOON))
                .isFalse();
        room.saw(new RunLook("run-3", RUN, SOON, RunLimits.MAX_EVENTS, 5_000, true), SOON);
        assertThat(room.saw(new RunLook("run-4", "run-4", SOON, 5, 5_000, true), SOON))
                .isFalse();
    }

    private static RunLook look(long events, long bytes) {
        return new RunLook(RUN, RUN, START, events, bytes, true);
    }

    private static Chunk chunk(int items, int bytes) {
        return new Chunk(IntStream.range(0, items).mapToObj(i -> item(bytes)).toList());
    }

    private static Item item(int bytes) {
        return Item.of(new ConsumerRecord<>(Topics.ALERTS.name(), 0, 1, "ottawa/x", new byte[bytes]));
    }
}
