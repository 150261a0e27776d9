package io.fluxstream.bridge.feed;

import io.fluxstream.schemas.trace.RecordTrace;
import io.opentelemetry.context.Context;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record on its way to a workflow, unread; not a value, for two of them are never compared by what they hold. */
final class Item {
    /** What an item takes in a signal beside its key and value. */
    private static final int ENVELOPE = 90;

    private final TopicPartition partition;
    private final long offset;
    private final Instant appendedAt;
    private final String key;
    private final byte @Nullable [] value;
    private final @Nullable Context trace;

    private Item(
            TopicPartition partition,
            long offset,
            Instant appendedAt,
            String key,
            byte @Nullable [] value,
            @Nullable Context trace) {
        this.partition = partition;
        this.offset = offset;
        this.appendedAt = appendedAt;
        this.key = key;
        this.value = value;
        this.trace = trace;
    }

    static Item of(ConsumerRecord<String, byte[]> record) {
        String key = record.key();
        return new Item(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key == null ? "" : key,
                record.value(),
                RecordTrace.of(record.headers()));
    }

    /** The same without its value. */
    Item bare() {
        return new Item(partition, offset, appendedAt, key, null, null);
    }

    TopicPartition partition() {
        return partition;
    }

    String topic() {
        return partition.topic();
    }

    long offset() {
        return offset;
    }

    Instant appendedAt() {
        return appendedAt;
    }

    String key() {
        return key;
    }

    /** Null for a tombstone. */
    byte @Nullable [] value() {
        return value;
    }

    /** The trace that it is part of; null for none. */
    @Nullable Context trace() {
        return trace;
    }

    /** The cluster whose record this is: the key up to the first slash. */
    String cluster() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    int size() {
        byte[] bytes = value;
        return ENVELOPE + key.length() + (bytes == null ? 4 : bytes.length);
    }
}
