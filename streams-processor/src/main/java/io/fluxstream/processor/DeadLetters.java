package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Dead letters: the record as it came, and beside it why it is one and where it came from. */
public final class DeadLetters {
    /** The header that says in one sentence why. */
    public static final String REASON = "flux-stream-reason";

    /** The header with the topic that the record came from. */
    public static final String TOPIC = "flux-stream-topic";

    /** The header with its partition there, a decimal number. */
    public static final String PARTITION = "flux-stream-partition";

    /** The header with its offset there, a decimal number. */
    public static final String OFFSET = "flux-stream-offset";

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
        set(headers, REASON, reason);
        set(headers, TOPIC, origin.topic());
        set(headers, PARTITION, Integer.toString(origin.partition()));
        set(headers, OFFSET, Long.toString(origin.offset()));
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
