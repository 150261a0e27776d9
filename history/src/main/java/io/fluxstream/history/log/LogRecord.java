package io.fluxstream.history.log;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as the broker holds it.
 *
 * @param appendedAt the broker's time, which decides whether a record is ahead of it
 */
@SuppressWarnings("ArrayRecordComponent") // carried from one end to the other, compared nowhere
public record LogRecord(
        int partition, long offset, Instant appendedAt, byte @Nullable [] key, byte @Nullable [] value) {
    /** As a consumer reads it. */
    static LogRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new LogRecord(
                record.partition(),
                record.offset(),
                // One without a time counts as appended at the epoch, as for the processor.
                Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                record.key(),
                record.value());
    }
}
