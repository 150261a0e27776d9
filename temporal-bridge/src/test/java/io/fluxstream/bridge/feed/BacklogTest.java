package io.fluxstream.bridge.feed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.bridge.Samples;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TopicPartition ROWS = new TopicPartition(Topics.RESOURCES.name(), 4);

    private final Backlog backlog = new Backlog();

    @Test
    void ofACompactedTopicOnlyTheNewestRecordOfAKeyWaits() {
        add(Topics.RESOURCES, 1, "ottawa/a", 10);
        add(Topics.RESOURCES, 2, "ottawa/b", 10);
        add(Topics.RESOURCES, 3, "ottawa/a", 10);
        assertThat(offsets(next())).containsExactly(2L, 3L);
        assertThat(backlog.lowest(ROWS)).hasValue(2);
        assertThat(backlog.items()).isEqualTo(2);
    }

    @Test
    void ofAlertsEveryRecordWaits() {
        add(Topics.ALERTS, 1, "ottawa/a", 10);
        add(Topics.ALERTS, 2, "ottawa/a", 10);
        assertThat(offsets(next())).containsExactly(1L, 2L);
    }

    @Test
    void alertsComeBeforeStatusInTheSameSignal() {
        add(Topics.RESOURCES, 1, "ottawa/a", 10);
        add(Topics.ALERTS_ACTIVE, 7, "ottawa/1", 10);
        add(Topics.RESOURCES, 2, "ottawa/b", 10);
        liveness(5, true);
        assertThat(next().items())
                .extracting(Item::topic)
                .containsExactly("flux-alerts-active", "flux-resources", "flux-resources", "flux-clusters");
        assertThat(next().isUrgent()).isTrue();
        assertThat(next().hasStatus()).isTrue();
        backlog.remove(next(), 0);
        assertThat(backlog.next(0)).isNull();
        assertThat(backlog.items()).isZero();
    }

    @Test
    void statusThatFindsNoRoomBesideAlertsIsNextAndAlertsThatCameMeanwhileAreStillFirst() {
        for (int i = 0; i < 600; i++) {
            add(Topics.ALERTS_ACTIVE, i, "ottawa/" + i, 10);
        }
        add(Topics.RESOURCES, 1, "ottawa/a", 10);
        assertThat(next().items()).hasSize(500);
        assertThat(next().hasStatus()).isFalse();
        backlog.remove(next(), 0);
        assertThat(next().items()).hasSize(101);
        assertThat(next().items().get(100).partition()).isEqualTo(ROWS);
    }

    @Test
    void partitionsThatDoNotFitTogetherTakeTurns() {
        for (int i = 0; i < 500; i++) {
            backlog.add(item(Topics.ALERTS, 3, i, "ottawa/" + i, new byte[10]));
        }
        backlog.add(item(Topics.ALERTS, 5, 0, "zurich/a", new byte[10]));
        Chunk first = next();
        backlog.add(item(Topics.ALERTS, 3, 500, "ottawa/b", new byte[10]));
        backlog.remove(first, 0);
        assertThat(next().items())
                .extracting(item -> item.partition().partition())
                .containsExactly(5, 3);
    }

    @Test
    void aSignalHoldsFiveHundredItemsAndAQuarterOfAMebibyteAtMost() {
        for (int i = 0; i < 1_200; i++) {
            add(Topics.RESOURCES, i, "ottawa/" + i, 10);
        }
        assertThat(next().items()).hasSize(500);
        backlog.clear();
        for (int i = 0; i < 100; i++) {
            add(Topics.RESOURCES, i, "ottawa/" + i, 10_000);
        }
        assertThat(next().items().stream().mapToInt(Item::size).sum()).isLessThanOrEqualTo(256 * 1024);
        assertThat(next().items()).hasSize(25);
    }

    @Test
    void whatWasReplacedWhileItWasUnderWayIsSentAgain() {
        add(Topics.RESOURCES, 1, "ottawa/a", 10);
        Chunk underWay = next();
        add(Topics.RESOURCES, 2, "ottawa/a", 10);
        backlog.remove(underWay, 0);
        assertThat(offsets(next())).containsExactly(2L);
        backlog.remove(next(), 0);
        assertThat(backlog.next(0)).isNull();
        assertThat(backlog.items()).isZero();
        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void whatTheWorkflowHasAlreadyIsForgotten() {
        add(Topics.RESOURCES, 1, "ottawa/a", 10);
        add(Topics.RESOURCES, 2, "ottawa/b", 10);
        backlog.dropUpTo(Map.of(ROWS, 1L));
        assertThat(offsets(next())).containsExactly(2L);
        backlog.dropUpTo(Map.of(ROWS, 2L));
        assertThat(backlog.next(0)).isNull();
    }

    @Test
    void livenessThatSaysNothingNewWaitsHalfAMinuteAndOnlyTheNewestGoes() {
        liveness(1, true);
        backlog.remove(next(), 0);
        liveness(2, true);
        liveness(3, true);
        assertThat(backlog.next(29 * SECOND)).isNull();
        assertThat(offsets(requireNonNull(backlog.next(30 * SECOND)))).containsExactly(3L);
    }

    @Test
    void livenessThatChangedGoesAtOnce() {
        liveness(1, true);
        backlog.remove(next(), 0);
        liveness(2, false);
        assertThat(offsets(requireNonNull(backlog.next(SECOND)))).containsExactly(2L);
    }

    private void liveness(long offset, boolean live) {
        FluxClusterStatus status =
                new FluxClusterStatus("ottawa", Samples.NOON.plusSeconds(offset), "s", live, List.of());
        backlog.add(
                item(Topics.CLUSTERS, offset, "ottawa", Topics.CLUSTERS.codec().encode(status)));
    }

    private Chunk next() {
        return requireNonNull(backlog.next(0));
    }

    private void add(Topic<?> topic, long offset, String key, int size) {
        backlog.add(item(topic, offset, key, new byte[size]));
    }

    private static Item item(Topic<?> topic, long offset, String key, byte[] value) {
        return item(topic, ROWS.partition(), offset, key, value);
    }

    private static Item item(Topic<?> topic, int partition, long offset, String key, byte[] value) {
        return Item.of(new ConsumerRecord<>(topic.name(), partition, offset, key, value));
    }

    private static List<Long> offsets(Chunk chunk) {
        return chunk.items().stream().map(Item::offset).toList();
    }
}
