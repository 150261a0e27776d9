package io.fluxstream.it.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param key its bytes, one character each, so that two are equal when their bytes are
 * @param value likewise
 * @param headers as text
 */
record Entry(
        String topic,
        int partition,
        long offset,
        Instant appended,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers) {

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where it is in its topic. */
    String place() {
        return place(partition, offset);
    }

    static String place(int partition, long offset) {
        return partition + "@" + offset;
    }

    /** The key, which is text in every topic; empty where there is none. */
    String name() {
        return key == null ? "" : key;
    }

    String cluster() {
        int slash = name().indexOf('/');
        return slash < 0 ? name() : name().substring(0, slash);
    }
}
