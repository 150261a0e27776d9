package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.schemas.DeadLetterHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Dead letters: the record as it came, and beside it why it is one and where it came from. */
public final class DeadLetters {
    private static final int MAX_REASON = 1_024;

    private DeadLetters() {}

    /**
     * The dead letter for a record.
     *
     * <p>What would make it too large for the topic stays behind, the value first, and the reason says so: the original can still be read
     * where the headers say.
     */
    static Record<byte[], byte[]> of(Record<byte[], byte[]> record, String reason, RecordMetadata origin) {
        byte[] key = record.key();
        byte[] value = record.value();
        Headers own = record.headers();
        String text = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        if (length(key) + length(value) + length(own) > StatusProcessorNode.MAX_RECORD_BYTES) {
            text += "; the value of " + length(value) + " bytes is too large to be repeated here";
            value = null;
        }
        if (length(key) + length(own) > StatusProcessorNode.MAX_RECORD_BYTES) {
            text += "; so are its key and headers";
            key = null;
            own = new RecordHeaders();
        }
        return new Record<>(key, value, record.timestamp(), headers(own, text, origin));
    }

    /** The record's own headers and ours; those of an earlier life as a dead letter are replaced. */
    private static Headers headers(Headers own, String reason, RecordMetadata origin) {
        Headers headers = new RecordHeaders(own);
        set(headers, DeadLetterHeaders.REASON, reason);
        set(headers, DeadLetterHeaders.TOPIC, origin.topic());
        set(headers, DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()));
        set(headers, DeadLetterHeaders.OFFSET, Long.toString(origin.offset()));
        return headers;
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static long length(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            length += header.key().length() + length(header.value());
        }
        return length;
    }
}
