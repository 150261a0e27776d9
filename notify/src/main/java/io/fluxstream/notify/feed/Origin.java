package io.fluxstream.notify.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record as it stands in its topic. */
final class Origin {
    private static final byte[] NOTHING = {};

    private final TopicPartition partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;

    Origin(TopicPartition partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.value = value;
    }

    static Origin of(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(
                new TopicPartition(record.topic(), record.partition()), record.offset(), record.key(), record.value());
    }

    TopicPartition partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    /** The value, empty when there is none. */
    byte[] bytes() {
        byte[] bytes = value;
        return bytes == null ? NOTHING : bytes;
    }

    @Override
    public String toString() {
        return partition + " offset " + offset;
    }
}
