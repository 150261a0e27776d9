package io.fluxstream.notify.feed;

import io.fluxstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What fires, as flux-alerts-active has it. */
final class ActiveAlerts {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Reading that gets no further for so long has lost its broker. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    private ActiveAlerts() {}

    /** The newest record of each alert that is not resolved, in the order of the topic, by partition. */
    static Map<Integer, List<Origin>> read(KafkaClients kafka, Collection<TopicPartition> alerts) {
        List<TopicPartition> partitions = alerts.stream()
                .map(partition -> new TopicPartition(Topics.ALERTS_ACTIVE.name(), partition.partition()))
                .toList();
        Map<Integer, Map<ByteBuffer, Origin>> newest = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> reader = kafka.reader()) {
            reader.assign(partitions);
            reader.beginningOffsets(partitions).forEach(reader::seek);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            long last = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                boolean got = false;
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    keep(newest.computeIfAbsent(record.partition(), none -> new LinkedHashMap<>()), record);
                    got = true;
                }
                if (got) {
                    last = System.nanoTime();
                } else if (System.nanoTime() - last > STUCK.toNanos()) {
                    throw new KafkaException("reading " + Topics.ALERTS_ACTIVE.name() + " gets no further");
                }
            }
        }
        Map<Integer, List<Origin>> active = new TreeMap<>();
        newest.forEach((partition, rows) -> active.put(partition, List.copyOf(rows.values())));
        return active;
    }

    private static void keep(Map<ByteBuffer, Origin> newest, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null) {
            return; // a compacted topic takes no such record
        }
        newest.remove(ByteBuffer.wrap(key));
        if (record.value() != null) {
            newest.put(ByteBuffer.wrap(key), Origin.of(record));
        }
    }
}
