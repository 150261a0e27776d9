package io.fluxstream.it;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What makes two records of a topic the same: equal keys and values, byte for byte. */
record Message(String key, byte @Nullable [] value) {
    /** Keys of every topic begin with the cluster. */
    String cluster() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message && key.equals(message.key) && Arrays.equals(value, message.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return key + " = " + (value == null ? "null" : new String(value, StandardCharsets.UTF_8));
    }
}
