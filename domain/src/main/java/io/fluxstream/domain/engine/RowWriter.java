package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.Condition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a row of memory: numbers with as few bytes as they need, text exactly as it is. */
final class RowWriter {
    // A buffer of our own: a row is written for nearly every record, and a stream that locks for each byte was its
    // largest cost.
    private byte[] buffer = new byte[1_024];
    private int size;

    byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    void bool(boolean value) {
        makeRoom(1);
        put(value ? 1 : 0);
    }

    /** Any long; small ones, negative ones too, are short. */
    void number(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        makeRoom(10);
        while ((zigzag & ~0x7FL) != 0) {
            put((int) (zigzag & 0x7F) | 0x80);
            zigzag >>>= 7;
        }
        put((int) zigzag);
    }

    void string(String value) {
        int length = value.length();
        boolean ascii = isAscii(value);
        number(ascii ? length : ~(long) length);
        makeRoom(ascii ? length : 2 * length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!ascii) {
                put(c >> 8);
            }
            put(c);
        }
    }

    void optional(@Nullable String value) {
        bool(value != null);
        if (value != null) {
            string(value);
        }
    }

    <E extends Enum<E>> void constant(@Nullable E value) {
        optional(value == null ? null : value.name());
    }

    void reference(Reference value) {
        string(value.kind());
        string(value.namespace());
        string(value.name());
    }

    void references(List<Reference> values) {
        number(values.size());
        values.forEach(this::reference);
    }

    void strings(Map<String, String> values) {
        number(values.size());
        values.forEach((key, value) -> {
            string(key);
            string(value);
        });
    }

    void conditions(List<Condition> values) {
        number(values.size());
        for (Condition value : values) {
            string(value.type());
            string(value.status());
            string(value.reason());
            string(value.message());
            Long generation = value.observedGeneration();
            bool(generation != null);
            if (generation != null) {
                number(generation);
            }
            Instant changed = value.lastTransitionTime();
            bool(changed != null);
            if (changed != null) {
                number(changed.toEpochMilli());
            }
        }
    }

    private void put(int value) {
        buffer[size++] = (byte) value;
    }

    private void makeRoom(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
        }
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
