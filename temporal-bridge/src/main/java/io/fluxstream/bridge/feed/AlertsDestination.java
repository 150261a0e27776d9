package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.AlertsState;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.workflow.FluxAlerts;
import io.fluxstream.bridge.workflow.RunLimits;
import io.fluxstream.bridge.workflow.Signals;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.BatchPart;
import io.fluxstream.schemas.workflow.FluxAlertBatch;
import io.fluxstream.schemas.workflow.Rebuild;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The workflow {@code flux-alerts}. */
final class AlertsDestination implements Destination {
    static final List<Topic<?>> TOPICS = List.of(Topics.ALERTS, Topics.ACKS);

    /** How many of the newest offsets of flux-alerts are read at first, to find enough resolved alerts. */
    private static final long FIRST_LOOK = 1_000;

    private static final long LAST_LOOK = 64_000;

    private final Signals signals;
    private final Asking asking;

    AlertsDestination(Signals signals, Asking asking) {
        this.signals = signals;
        this.asking = asking;
    }

    @Override
    public String workflowId() {
        return FluxAlerts.ID;
    }

    @Override
    public String send(List<BatchPart> parts, @Nullable Rebuild rebuild) {
        BatchPart first = parts.get(0);
        return signals.alert(new FluxAlertBatch(
                first.topic(), first.partition(), first.items(), rebuild, parts.subList(1, parts.size())));
    }

    @Override
    public Optional<Position> ask() {
        return asking.position(FluxAlerts.ID, FluxAlerts.CURSORS);
    }

    /**
     * The newest of flux-alerts first: whatever flux-alerts-active says afterwards is at least as new, and what is newer
     * in flux-alerts itself follows by the normal way.
     */
    @Override
    public List<Item> collect(TopicReader reader) {
        List<Item> all = new ArrayList<>(recentAlerts(reader));
        all.addAll(newest(reader, Topics.ALERTS_ACTIVE));
        all.addAll(newest(reader, Topics.ACKS));
        for (Item row : newest(reader, Topics.CLUSTERS)) { // only to know their names
            all.add(row.bare());
        }
        return all;
    }

    private static List<Item> recentAlerts(TopicReader reader) {
        List<TopicPartition> partitions = reader.partitions(Topics.ALERTS.name());
        long look = FIRST_LOOK;
        while (true) {
            List<Item> items = new ArrayList<>();
            Map<TopicPartition, Integer> resolved = new HashMap<>();
            boolean everything = reader.readNewest(partitions, look, item -> {
                items.add(item);
                if (isResolution(item)) {
                    resolved.merge(item.partition(), 1, Integer::sum);
                }
            });
            boolean enough = resolved.size() == partitions.size()
                    && resolved.values().stream().allMatch(count -> count >= AlertsState.MAX_HISTORY);
            if (everything || enough || look >= LAST_LOOK) {
                return inOrder(items);
            }
            look *= 4;
        }
    }

    private static boolean isResolution(Item item) {
        byte[] value = item.value();
        return value != null
                && Topics.ALERTS
                        .codec()
                        .decode(value)
                        .match(
                                alert -> alert.action() == FluxAlert.Action.RESOLVED,
                                unknown -> false,
                                malformed -> false);
    }

    private static List<Item> newest(TopicReader reader, Topic<?> topic) {
        LinkedHashMap<String, Item> newest = new LinkedHashMap<>();
        reader.readAll(reader.partitions(topic.name()), item -> newest.put(item.key(), item));
        return inOrder(
                newest.values().stream().filter(item -> item.value() != null).toList());
    }

    /** Partition after partition: a batch holds one only. */
    private static List<Item> inOrder(List<Item> items) {
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparingInt((Item item) -> item.partition().partition())
                .thenComparing(Item::offset));
        return sorted;
    }

    @Override
    public Optional<RunLook> look() {
        return asking.look(FluxAlerts.ID);
    }

    @Override
    public RunLimits limits() {
        return RunLimits.ALERTS;
    }

    @Override
    public TopicPartition anyPartition() {
        return new TopicPartition(Topics.ALERTS.name(), 0);
    }
}
