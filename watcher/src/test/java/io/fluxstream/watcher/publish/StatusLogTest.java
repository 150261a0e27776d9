package io.fluxstream.watcher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishing to a Kafka that answers late, refuses, or is gone. */
class StatusLogTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private final List<MockProducer<String, byte[]>> producers = new CopyOnWriteArrayList<>();
    private volatile boolean acknowledges;
    private final StatusLog log = new StatusLog(this::producer, "test");

    @AfterEach
    void close() {
        acknowledges = true;
        producers.forEach(producer -> {
            while (!producer.closed() && producer.completeNext()) {
                // until nothing is under way
            }
        });
        log.close();
    }

    @Test
    void sendsEverythingAgainInOrderAfterAFatalError() {
        Lane lane = log.lane("ottawa");
        IntStream.range(0, 5).forEach(i -> lane.append(session(i)));
        until(() -> producers.size() == 1 && producers.get(0).history().size() == 5);
        producers.get(0).completeNext();
        until(() -> lane.acknowledged() == 1);
        acknowledges = true;
        producers.get(0).errorNext(new OutOfOrderSequenceException("lost its place"));
        until(() -> lane.waiting() == 0);
        assertThat(producers).hasSizeGreaterThan(1);
        List<String> sessions = producers.get(producers.size() - 1).history().stream()
                .map(record -> Topics.STATUS.codec().read(record.value()).session())
                .toList();
        assertThat(sessions).containsExactly("s1", "s2", "s3", "s4");
    }

    @Test
    void acknowledgesOnlyWhatHasNoGapBeforeIt() {
        Lane lane = log.lane("ottawa");
        List<Lane.Entry> entries = new ArrayList<>();
        Lane alone = new Lane("alone", () -> {});
        IntStream.range(0, 3).forEach(i -> alone.append(session(i)));
        for (Lane.Entry entry = alone.nextToSend(1_000_000); entry != null; entry = alone.nextToSend(1_000_000)) {
            entries.add(entry);
        }
        alone.acknowledge(entries.get(1));
        assertThat(alone.acknowledged()).isZero();
        alone.acknowledge(entries.get(0));
        assertThat(alone.acknowledged()).isEqualTo(2);
        assertThat(lane.acknowledged()).isZero();
    }

    @Test
    void saysThatALaneIsFullAndCallsBackWhenThereIsRoom() {
        Lane lane = new Lane("ottawa", () -> {});
        while (!lane.isFull()) {
            lane.append(session(1));
        }
        AtomicBoolean hasRoom = new AtomicBoolean();
        lane.whenRoom(() -> hasRoom.set(true));
        assertThat(hasRoom).isFalse();
        for (Lane.Entry entry = lane.nextToSend(Long.MAX_VALUE);
                entry != null && !hasRoom.get();
                entry = lane.nextToSend(Long.MAX_VALUE)) {
            lane.acknowledge(entry);
        }
        assertThat(hasRoom).isTrue();
    }

    @Test
    void aFullLaneLeavesTheOthersFree() {
        Lane stuck = log.lane("stuck");
        Lane free = log.lane("free");
        while (!stuck.isFull()) {
            stuck.append(session(1));
        }
        free.append(session(2));
        until(() -> !producers.isEmpty()
                && producers.get(0).history().stream()
                        .anyMatch(record -> Topics.STATUS
                                .codec()
                                .read(record.value())
                                .session()
                                .equals("s2")));
        assertThat(free.isFull()).isFalse();
    }

    @Test
    void heartbeatsDoNotPileUp() {
        Lane lane = new Lane("ottawa", () -> {});
        ClusterFeed feed = new ClusterFeed(lane, () -> "s", Clock.systemUTC(), System::nanoTime);
        feed.startSession();
        List<KindLiveness> kinds = List.of(new KindLiveness("Kustomization", true, 1L, null));
        feed.heartbeat(AT, kinds);
        feed.heartbeat(AT.plusSeconds(5), kinds);
        assertThat(lane.waiting()).isEqualTo(2);
    }

    @Test
    void timesNeverGoBackWithinASession() {
        SettableClock clock = new SettableClock();
        ClusterFeed feed = new ClusterFeed(new Lane("ottawa", () -> {}), () -> "s", clock, System::nanoTime);
        feed.startSession();
        Instant begun = clock.instant();
        clock.isAhead(Duration.ofSeconds(10));
        assertThat(feed.stamp(begun.plusSeconds(2), 0).observedAt()).isEqualTo(begun.plusSeconds(2));
        assertThat(feed.stamp(begun.plusSeconds(1), 0).observedAt()).isEqualTo(begun.plusSeconds(2));
    }

    @Test
    void whatArrivedBeforeTheClockWasSetBackTakesNoTimeFromTheFutureIntoTheNextSession() {
        SettableClock clock = new SettableClock();
        clock.isAhead(Duration.ofMinutes(10));
        ClusterFeed feed = new ClusterFeed(new Lane("ottawa", () -> {}), () -> "s", clock, System::nanoTime);
        feed.startSession();
        Instant ahead = clock.instant();
        clock.isAhead(Duration.ZERO);
        assertThat(feed.startSessionIfClockJumped()).isEqualTo(ClockJump.BACK);
        assertThat(feed.stamp(ahead, 0).observedAt()).isBefore(ahead.minusSeconds(300));
    }

    private MockProducer<String, byte[]> producer() {
        MockProducer<String, byte[]> producer =
                new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    private static SessionStarted session(int number) {
        return new SessionStarted("ottawa", "s" + number, AT);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
