package io.fluxstream.cli.tail;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.config.KafkaSettings;
import io.fluxstream.schemas.ClientSettings;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topic;
import io.fluxstream.security.kafka.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what is committed of a topic. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String PATIENCE_MS = "10000";

    private final Topic<?> topic;
    private final KafkaSettings kafka;
    private final KafkaConsumer<String, byte[]> consumer;

    private TopicReader(Topic<?> topic, KafkaSettings kafka, KafkaConsumer<String, byte[]> consumer) {
        this.topic = topic;
        this.kafka = kafka;
        this.consumer = consumer;
    }

    /**
     * A reader that stands at an instant.
     *
     * @param cluster whose records are wanted; null for all
     * @param since null for now
     * @throws CommandFailure if the broker or the topic is not there
     */
    public static TopicReader open(
            Topic<?> topic, KafkaSettings kafka, @Nullable String cluster, @Nullable Instant since) {
        Map<String, Object> settings = ClientSettings.ofReader(kafka.properties());
        settings.put("default.api.timeout.ms", PATIENCE_MS);
        try {
            TopicReader reader = new TopicReader(
                    topic, kafka, new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
            try {
                reader.seek(cluster, since);
                return reader;
            } catch (KafkaException | CommandFailure e) {
                reader.close();
                throw e;
            }
        } catch (KafkaException e) {
            throw failure(kafka, e);
        }
    }

    private void seek(@Nullable String cluster, @Nullable Instant since) {
        List<PartitionInfo> found = consumer.partitionsFor(topic.name());
        if (found.isEmpty()) {
            throw CommandFailure.no("Kafka at " + kafka.bootstrapServers() + " has no topic " + topic.name()
                    + "; has a watcher or processor run there?");
        }
        List<TopicPartition> partitions = found.stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .filter(partition ->
                        cluster == null || partition.partition() == ClusterPartitioner.partition(cluster, found.size()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        if (since != null) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
            consumer.offsetsForTimes(times).forEach(this::seek);
        }
    }

    private void seek(TopicPartition partition, @Nullable OffsetAndTimestamp offset) {
        if (offset != null) {
            consumer.seek(partition, offset.offset());
        }
    }

    /** Hands over what comes, until it is told to stop. */
    public void follow(Consumer<ConsumerRecord<String, byte[]>> sink, BooleanSupplier stop) {
        try {
            while (!stop.getAsBoolean()) {
                consumer.poll(POLL).forEach(sink);
            }
        } catch (KafkaException e) {
            throw failure(kafka, e);
        }
    }

    /** Hands over what is there now. */
    public void readToEnd(Consumer<ConsumerRecord<String, byte[]>> sink) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            follow(
                    sink,
                    () -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
        } catch (KafkaException e) {
            throw failure(kafka, e);
        }
    }

    private static CommandFailure failure(KafkaSettings kafka, KafkaException cause) {
        return CommandFailure.no(
                "Kafka at " + kafka.bootstrapServers() + " cannot be read (" + Refusal.reason(cause)
                        + "); is it running, and the address right?",
                cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
