package io.fluxstream.history.log;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition, record by record, for whoever reads several side by side. */
public final class PartitionCursor implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long begin;
    private long end;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();

    private PartitionCursor(TopicPartition partition, KafkaConsumer<byte[], byte[]> consumer) {
        this.partition = partition;
        this.consumer = consumer;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        begin = consumer.position(partition);
        end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, begin);
    }

    /** A cursor at the beginning of a partition. */
    public static PartitionCursor open(Map<String, String> kafka, String topic, int partition) {
        return new PartitionCursor(new TopicPartition(topic, partition), Consumers.create(kafka));
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

    /** Ends where the partition now ends. */
    public void lookAgain() {
        end = Math.max(end, consumer.endOffsets(List.of(partition)).getOrDefault(partition, end));
    }

    /** The next record; null at the end. */
    public @Nullable LogRecord next() throws HistoryException {
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
