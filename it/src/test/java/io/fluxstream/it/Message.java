package io.fluxstream.it;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What makes two records of a topic the same: equal keys and values.
 *
 * @param value the bytes as text, which is what all values are; null for a tombstone
 */
record Message(String key, @Nullable String value) {
    static Message of(String key, byte @Nullable [] value) {
        return new Message(key, value == null ? null : new String(value, StandardCharsets.UTF_8));
    }

    /** Keys of every topic begin with the cluster. */
    String cluster() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** The value's bytes; none for a tombstone. */
    byte[] bytes() {
        return value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    }
}
