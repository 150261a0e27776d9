package io.fluxstream.bridge.feed;

import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one workflow, in the order of each partition. Of a compacted topic only the newest record of a key waits:
 * the one it replaces has the lower offset, so a workflow's cursor is never ahead of anything that still has to come.
 * Not safe for threads.
 */
final class Backlog {
    /** Topics whose records are never held back by others. */
    private static final Set<String> URGENT =
            Set.of(Topics.ALERTS.name(), Topics.ALERTS_ACTIVE.name(), Topics.ACKS.name());

    /** One partition's items, by key or, where every record counts, by offset. */
    private final Map<TopicPartition, LinkedHashMap<Object, Item>> lanes = new HashMap<>();
    /** Partitions with items, the one that has waited longest first. */
    private final TreeMap<Long, TopicPartition> turns = new TreeMap<>();

    private final Liveness liveness = new Liveness();
    private long turn;
    private int items;
    private long bytes;

    static boolean isUrgent(String topic) {
        return URGENT.contains(topic);
    }

    void add(Item item) {
        if (item.topic().equals(Topics.CLUSTERS.name())) {
            liveness.offer(item);
            return;
        }
        LinkedHashMap<Object, Item> lane = lanes.computeIfAbsent(item.partition(), partition -> new LinkedHashMap<>());
        if (lane.isEmpty()) {
            turns.put(turn++, item.partition());
        }
        Item superseded = lane.remove(laneKey(item));
        if (superseded != null) {
            items--;
            bytes -= superseded.size();
        }
        lane.put(laneKey(item), item);
        items++;
        bytes += item.size();
    }

    private static Object laneKey(Item item) {
        boolean everyRecordCounts = item.topic().equals(Topics.ALERTS.name());
        return everyRecordCounts ? (Object) item.offset() : item.key();
    }

    /** What to send next, alerts first, as much as one signal holds; left in place until {@link #remove}. Null when there is none. */
    @Nullable Chunk next(long now) {
        Load load = new Load();
        for (boolean urgent : new boolean[] {true, false}) {
            for (TopicPartition partition : turns.values()) {
                if (isUrgent(partition.topic()) == urgent) {
                    load.take(
                            lanes.getOrDefault(partition, new LinkedHashMap<>()).values());
                }
            }
        }
        Item row = liveness.due(now);
        load.take(row == null ? List.of() : List.of(row));
        return load.items.isEmpty() ? null : new Chunk(load.items);
    }

    /** A signal being filled. */
    private static final class Load {
        private final List<Item> items = new ArrayList<>();
        private int size;

        /** Takes the first of a partition's items, as many as there is room for. */
        void take(Iterable<Item> lane) {
            for (Item item : lane) {
                if (!items.isEmpty() && (items.size() == Chunk.MAX_ITEMS || size + item.size() > Chunk.MAX_BYTES)) {
                    return;
                }
                items.add(item);
                size += item.size();
            }
        }
    }

    /** The chunk has been taken in by the workflow. Items that were superseded meanwhile are no longer here. */
    void remove(Chunk chunk, long now) {
        Set<TopicPartition> served = new LinkedHashSet<>();
        for (Item item : chunk.items()) {
            LinkedHashMap<Object, Item> lane = lanes.get(item.partition());
            if (item.topic().equals(Topics.CLUSTERS.name())) {
                liveness.sent(item, now);
            } else if (lane != null && lane.remove(laneKey(item), item)) {
                items--;
                bytes -= item.size();
            }
            served.add(item.partition());
        }
        for (TopicPartition partition : served) {
            turns.values().remove(partition);
            if (!lanes.getOrDefault(partition, new LinkedHashMap<>()).isEmpty()) {
                turns.put(turn++, partition);
            }
        }
    }

    /** Forgets what the workflow has already: everything up to these offsets. */
    void dropUpTo(Map<TopicPartition, Long> offsets) {
        for (Map.Entry<TopicPartition, LinkedHashMap<Object, Item>> lane : lanes.entrySet()) {
            long upTo = offsets.getOrDefault(lane.getKey(), -1L);
            lane.getValue().values().removeIf(item -> {
                if (item.offset() > upTo) {
                    return false;
                }
                items--;
                bytes -= item.size();
                return true;
            });
        }
        liveness.dropUpTo(offsets);
        turns.values()
                .removeIf(partition ->
                        lanes.getOrDefault(partition, new LinkedHashMap<>()).isEmpty());
    }

    void clear() {
        lanes.clear();
        turns.clear();
        liveness.clear();
        items = 0;
        bytes = 0;
    }

    Liveness liveness() {
        return liveness;
    }

    int items() {
        return items;
    }

    /** Since the oldest item was appended; zero for none. Liveness, which waits its turn, does not count. */
    Duration waitingFor(Instant now) {
        Instant oldest = now;
        for (LinkedHashMap<Object, Item> lane : lanes.values()) {
            if (!lane.isEmpty()) {
                Instant head = lane.values().iterator().next().appendedAt();
                oldest = head.isBefore(oldest) ? head : oldest;
            }
        }
        return Duration.between(oldest, now);
    }

    long bytes() {
        return bytes;
    }

    /** The lowest offset of the partition that waits. */
    OptionalLong lowest(TopicPartition partition) {
        if (partition.topic().equals(Topics.CLUSTERS.name())) {
            return liveness.waiting(partition);
        }
        LinkedHashMap<Object, Item> lane = lanes.get(partition);
        return lane == null || lane.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(lane.values().iterator().next().offset());
    }
}
