package io.fluxstream.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that see what readers of the product see. */
final class CommittedReader {
    private CommittedReader() {}

    /** One that reads what is committed to a topic from now on. */
    static KafkaConsumer<byte[], byte[]> fromNow(String bootstrapServers, String topic) {
        return fromNow(bootstrapServers, topic, 1);
    }

    /**
     * As {@link #fromNow(String, String)}.
     *
     * @param fetchMinBytes that have to wait before it is handed anything, for half a second at most
     */
    static KafkaConsumer<byte[], byte[]> fromNow(String bootstrapServers, String topic, int fetchMinBytes) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                new HashMap<String, Object>(Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "fetch.min.bytes",
                        Integer.toString(fetchMinBytes),
                        "enable.metrics.push",
                        "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        return consumer;
    }
}
