package io.fluxstream.history.log;

import io.fluxstream.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed of partitions, as far as they went when it was asked. */
final class PartitionReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String where;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private PartitionReader(String where, KafkaConsumer<byte[], byte[]> consumer) {
        this.where = where;
        this.consumer = consumer;
    }

    static PartitionReader open(Map<String, String> kafka) {
        return new PartitionReader(String.valueOf(kafka.get("bootstrap.servers")), Consumers.create(kafka));
    }

    /** Where partitions begin and end. */
    record Extent(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        long begin(TopicPartition partition) {
            return begins.getOrDefault(partition, 0L);
        }

        long end(TopicPartition partition) {
            return ends.getOrDefault(partition, 0L);
        }

        long records(TopicPartition partition) {
            return end(partition) - begin(partition);
        }

        long records() {
            return ends.keySet().stream().mapToLong(this::records).sum();
        }
    }

    /** Takes records of one partition. */
    interface Sink {
        /** Takes some, at least one; says whether more is wanted. */
        boolean accept(List<ConsumerRecord<byte[], byte[]>> records) throws IOException;
    }

    /** The partitions of a topic, in order. */
    List<TopicPartition> partitions(Topic<?> topic) throws HistoryException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        if (partitions.isEmpty()) {
            throw new HistoryException(
                    "Kafka at " + where + " has no topic " + topic.name() + "; has a watcher or processor run there?");
        }
        return partitions;
    }

    Extent extent(List<TopicPartition> partitions) {
        return new Extent(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    }

    /** Reads a partition from one offset up to another; says whether more was wanted all along. */
    boolean read(TopicPartition partition, long from, long end, Sink sink) throws IOException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long position = consumer.position(partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (position < end) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition).stream()
                    .filter(record -> record.offset() < end)
                    .toList();
            if (!records.isEmpty() && !sink.accept(records)) {
                return false;
            }
            long now = consumer.position(partition);
            if (now > position) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new HistoryException(partition + " at " + where + " could be read up to offset " + position
                        + " of " + end + ": no more came within " + PATIENCE.toSeconds() + " s");
            }
            position = now;
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
