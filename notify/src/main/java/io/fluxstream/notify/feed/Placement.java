package io.fluxstream.notify.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From where a sink goes on in the partitions that are given to it. */
final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Begin begin;
    private final Sink sink;
    private final KafkaClients kafka;
    private final Set<TopicPartition> waiting = new HashSet<>();
    /** Up to where this sink has everything, whether or not the group's cursor could be moved there. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    Placement(String name, Begin begin, Sink sink, KafkaClients kafka) {
        this.name = name;
        this.begin = begin;
        this.sink = sink;
        this.kafka = kafka;
    }

    /** These are to be placed: until then nothing is read from them. */
    void assigned(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        // Without any position the consumer would look for one by itself, and fail.
        partitions.forEach(partition -> consumer.seek(partition, 0));
        consumer.pause(partitions);
        waiting.addAll(partitions);
    }

    void gone(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            waiting.remove(partition);
            sink.forget(partition.partition());
        });
    }

    /** The sink has everything before this offset. */
    void reached(TopicPartition partition, long offset) {
        reached.put(partition, offset);
    }

    boolean isWaiting(TopicPartition partition) {
        return waiting.contains(partition);
    }

    /** Places what waits for it, and answers where. A failure leaves everything as it was. */
    Map<TopicPartition, Long> place(KafkaConsumer<byte[], byte[]> consumer, Backlog backlog) {
        if (waiting.isEmpty()) {
            return Map.of();
        }
        List<TopicPartition> partitions = new ArrayList<>(waiting);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions), PATIENCE);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
        // Before what fires is read: whatever happens later is behind these offsets.
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> places =
                new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
        Set<TopicPartition> fresh = new HashSet<>();
        for (TopicPartition partition : partitions) {
            long from = first.getOrDefault(partition, 0L);
            long to = end.getOrDefault(partition, 0L);
            Long cursor = cursor(partition, committed.get(partition), to);
            if (cursor == null) {
                fresh.add(partition);
                places.put(partition, begin == Begin.FIRING ? to : from);
            } else {
                places.put(partition, inRange(partition, cursor, from));
            }
        }
        Map<Integer, List<Origin>> active = needsActive(fresh) ? ActiveAlerts.read(kafka, partitions) : Map.of();
        places.forEach((partition, place) -> {
            consumer.seek(partition, place);
            tell(partition, active.getOrDefault(partition.partition(), List.of()), fresh.contains(partition), backlog);
        });
        if (!fresh.isEmpty()) {
            LOG.info(
                    "{} has no cursor in {} of {} partitions yet and begins with {}",
                    name,
                    fresh.size(),
                    partitions.size(),
                    begin == Begin.FIRING ? "what fires" : "the earliest record");
        }
        waiting.clear();
        return places;
    }

    /** Null when the sink has had nothing of this topic yet. */
    private @Nullable Long cursor(TopicPartition partition, @Nullable OffsetAndMetadata committed, long end) {
        Long cursor = reached.get(partition);
        if (committed != null && (cursor == null || cursor < committed.offset())) {
            cursor = committed.offset();
        }
        if (cursor != null && cursor > end) {
            LOG.warn(
                    "{}: {} ends at {} but was read up to {}, so it is another topic now",
                    name,
                    partition,
                    end,
                    cursor);
            reached.remove(partition);
            return null;
        }
        return cursor;
    }

    private long inRange(TopicPartition partition, long cursor, long first) {
        if (cursor < first) {
            LOG.warn(
                    "{}: {} records of {} are lost, for its retention removed them before they could be sent",
                    name,
                    first - cursor,
                    partition);
        }
        return Math.max(cursor, first);
    }

    private boolean needsActive(Set<TopicPartition> fresh) {
        return sink.keepsWhatFires() || (begin == Begin.FIRING && !fresh.isEmpty());
    }

    private void tell(TopicPartition partition, List<Origin> active, boolean fresh, Backlog backlog) {
        List<Backlog.Entry> entries = active.stream()
                .map(origin -> Reading.of(origin, partition, Backlog.BEFORE_EVERYTHING))
                .toList();
        if (sink.keepsWhatFires()) {
            List<AlertEvent> firing = new ArrayList<>();
            for (Backlog.Entry entry : entries) {
                AlertEvent event = entry.event();
                if (event != null) {
                    firing.add(event);
                }
            }
            sink.begin(partition.partition(), firing);
        } else if (fresh && begin == Begin.FIRING) {
            entries.forEach(backlog::add);
        }
    }
}
