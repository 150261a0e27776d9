package io.fluxstream.watcher.publish;

import io.fluxstream.schemas.ClientSettings;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.WatchCursor;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads back the cursors that an earlier watcher left. */
public final class CursorStore {
    private static final Duration POLL = Duration.ofMillis(500);

    private CursorStore() {}

    /**
     * The newest cursor of every kind, by its key; none when the topic does not exist.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers cannot be reached or refuse
     */
    public static Map<String, WatchCursor> read(Map<String, String> kafka, Duration within) {
        Map<String, Object> settings = ClientSettings.ofReader(kafka);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) within.toMillis());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "flux-stream-watcher-cursors");
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            return readToEnd(consumer);
        }
    }

    private static Map<String, WatchCursor> readToEnd(Consumer<String, byte[]> consumer) {
        Collection<TopicPartition> partitions = consumer.partitionsFor(Topics.WATCH_CURSORS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<String, WatchCursor> cursors = new HashMap<>();
        if (partitions.isEmpty()) {
            return cursors;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                keep(cursors, record);
            }
        }
        return cursors;
    }

    private static void keep(Map<String, WatchCursor> cursors, ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        List<WatchCursor> read = record.value() == null
                ? List.of()
                : Topics.WATCH_CURSORS
                        .codec()
                        .decode(record.value())
                        .match(List::of, unknown -> List.of(), malformed -> List.of());
        if (read.isEmpty()) {
            cursors.remove(record.key());
        } else {
            cursors.put(record.key(), read.get(0));
        }
    }
}
