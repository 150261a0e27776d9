package io.fluxstream.history.log;

import io.fluxstream.schemas.ClusterPartitioner;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition, record by record, for whoever reads several side by side. */
public final class PartitionCursor implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> kafka;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long begin;
    private long end;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();

    private PartitionCursor(
            Map<String, String> kafka, TopicPartition partition, KafkaConsumer<byte[], byte[]> consumer) {
        this.kafka = kafka;
        this.partition = partition;
        this.consumer = consumer;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        begin = consumer.position(partition);
        end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, begin);
    }

    /**
     * A cursor at the beginning of a partition.
     *
     * @throws HistoryException if the broker does not answer, or has no such partition
     */
    public static PartitionCursor open(Map<String, String> kafka, String topic, int partition) throws HistoryException {
        return openIfThere(kafka, topic, partition)
                .orElseThrow(() -> new HistoryException("Kafka at " + kafka.get("bootstrap.servers")
                        + " has no partition " + partition + " of topic " + topic + "; has a processor run there?"));
    }

    /**
     * A cursor at the beginning of the partition in which a cluster's records are.
     *
     * @throws HistoryException if the broker does not answer, or has no such topic
     */
    public static PartitionCursor openFor(Map<String, String> kafka, String topic, String cluster)
            throws HistoryException {
        int partitions;
        try (KafkaConsumer<byte[], byte[]> consumer = Consumers.create(kafka)) {
            partitions = consumer.partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw Unreadable.because(kafka, e);
        }
        return open(kafka, topic, partitions == 0 ? 0 : ClusterPartitioner.partition(cluster, partitions));
    }

    /**
     * A cursor at the beginning of a partition; empty if the broker has no such partition.
     *
     * @throws HistoryException if the broker does not answer
     */
    public static Optional<PartitionCursor> openIfThere(Map<String, String> kafka, String topic, int partition)
            throws HistoryException {
        try {
            KafkaConsumer<byte[], byte[]> consumer = Consumers.create(kafka);
            try {
                if (consumer.partitionsFor(topic).stream().noneMatch(info -> info.partition() == partition)) {
                    consumer.close();
                    return Optional.empty();
                }
                return Optional.of(new PartitionCursor(kafka, new TopicPartition(topic, partition), consumer));
            } catch (KafkaException e) {
                consumer.close();
                throw e;
            }
        } catch (KafkaException e) {
            throw Unreadable.because(kafka, e);
        }
    }

    /** The offset of the first record that is still there. */
    public long begin() {
        return begin;
    }

    /** Behind the last record that {@link #next} gives. */
    public long end() {
        return end;
    }

    /** Ends there, if it is earlier than the end. */
    public void endAt(long offset) {
        end = Math.min(end, offset);
    }

    /**
     * Ends where the partition now ends.
     *
     * @throws HistoryException if the broker does not answer
     */
    public void lookAgain() throws HistoryException {
        try {
            end = Math.max(end, consumer.endOffsets(List.of(partition)).getOrDefault(partition, end));
        } catch (KafkaException e) {
            throw Unreadable.because(kafka, e);
        }
    }

    /** Goes on at that offset, or at the first record behind it. */
    public void seek(long offset) {
        polled = List.<ConsumerRecord<byte[], byte[]>>of().iterator();
        consumer.seek(partition, Math.max(begin, offset));
    }

    /**
     * The next record; null at the end.
     *
     * @throws HistoryException if the broker does not answer, or stops to
     */
    public @Nullable LogRecord next() throws HistoryException {
        try {
            return read();
        } catch (KafkaException e) {
            throw Unreadable.because(kafka, e);
        }
    }

    private @Nullable LogRecord read() throws HistoryException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!polled.hasNext()) {
            if (consumer.position(partition) >= end) {
                return null;
            }
            polled = consumer.poll(POLL).records(partition).iterator();
            if (System.nanoTime() > deadline) {
                throw new HistoryException(partition + " could be read up to offset " + consumer.position(partition)
                        + " of " + end + ": no more came within " + PATIENCE.toSeconds() + " s");
            }
        }
        ConsumerRecord<byte[], byte[]> next = polled.next();
        return next.offset() < end ? LogRecord.of(next) : null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
