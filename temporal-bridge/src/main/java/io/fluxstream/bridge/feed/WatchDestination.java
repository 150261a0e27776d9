package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.workflow.FluxWatch;
import io.fluxstream.bridge.workflow.RunLimits;
import io.fluxstream.bridge.workflow.Signals;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.BatchPart;
import io.fluxstream.schemas.workflow.FluxStatusBatch;
import io.fluxstream.schemas.workflow.Rebuild;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The workflow {@code flux-watch-{cluster}}. */
final class WatchDestination implements Destination {
    /** In the order in which a rebuild tells them: what is short and matters most comes first. */
    static final List<Topic<?>> TOPICS = List.of(Topics.ALERTS_ACTIVE, Topics.ACKS, Topics.CLUSTERS, Topics.RESOURCES);

    private final String cluster;
    private final int partitions;
    private final Signals signals;
    private final Asking asking;

    WatchDestination(String cluster, int partitions, Signals signals, Asking asking) {
        this.cluster = cluster;
        this.partitions = partitions;
        this.signals = signals;
        this.asking = asking;
    }

    @Override
    public String workflowId() {
        return FluxWatch.id(cluster);
    }

    @Override
    public String send(List<BatchPart> parts, @Nullable Rebuild rebuild) {
        BatchPart first = parts.get(0);
        return signals.statusUpdate(
                cluster,
                new FluxStatusBatch(
                        first.topic(), first.partition(), first.items(), rebuild, parts.subList(1, parts.size())));
    }

    @Override
    public Optional<Position> ask() {
        return asking.position(workflowId(), FluxWatch.CURSORS);
    }

    @Override
    public List<Item> collect(TopicReader reader) {
        List<Item> all = new ArrayList<>();
        for (Topic<?> topic : TOPICS) {
            LinkedHashMap<String, Item> newest = new LinkedHashMap<>();
            reader.readAll(List.of(partition(topic)), item -> {
                if (item.cluster().equals(cluster)) {
                    newest.remove(item.key());
                    newest.put(item.key(), item);
                }
            });
            all.addAll(withoutTombstones(newest.values()));
        }
        return all;
    }

    /** The last record stays even if it is one: it says how far the topic has been read. */
    private static List<Item> withoutTombstones(Collection<Item> newest) {
        List<Item> items = new ArrayList<>(newest);
        Item last = items.isEmpty() ? null : items.get(items.size() - 1);
        items.removeIf(item -> item.value() == null && item != last);
        return items;
    }

    @Override
    public Optional<RunLook> look() {
        return asking.look(workflowId());
    }

    @Override
    public RunLimits limits() {
        return RunLimits.watch(cluster);
    }

    @Override
    public TopicPartition anyPartition() {
        return partition(Topics.RESOURCES);
    }

    private TopicPartition partition(Topic<?> topic) {
        return new TopicPartition(topic.name(), ClusterPartitioner.partition(cluster, partitions));
    }
}
