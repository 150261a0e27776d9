package io.fluxstream.it;

import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was ever committed to the topics, as far as compaction left it, in the order of each partition. */
final class TopicLogs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<Message>> logs = new HashMap<>();

    private TopicLogs(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Waits until all topics are there. */
    static TopicLogs of(String bootstrapServers) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false",
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        "500"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        Eventually.holds("all topics are there", () -> {
            List<TopicPartition> partitions = new ArrayList<>();
            Map<String, List<PartitionInfo>> known = consumer.listTopics(PATIENCE);
            for (Topic<?> topic : Topics.ALL) {
                Objects.requireNonNull(known.get(topic.name()), topic.name())
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        });
        return new TopicLogs(consumer);
    }

    /** Reads on, to where the topics ended when it was called. */
    void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                logs.computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                        .add(Message.of(record.key(), record.value()));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the topics cannot be read to their ends at " + ends);
            }
        }
    }

    /** What has been read of a topic; the records of one cluster are in their order. */
    List<Message> of(Topic<?> topic) {
        return logs.getOrDefault(topic.name(), List.of());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
