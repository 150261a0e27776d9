package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.Condition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of memory, one after another: numbers with as few bytes as they need, text exactly as it is, and long text that comes
 * again as a reference to where it came first.
 */
final class RowWriter {
    /** Text from this length on is worth being referred to. */
    static final int LONG_TEXT = 12;
    /** So many texts of a row are remembered. */
    static final int MOST_TEXTS = 32;

    // A buffer of our own: a row is written for nearly every record, and a stream that locks for each byte was its
    // largest cost.
    private byte[] buffer = new byte[1_024];
    private int size;
    private final String[] texts = new String[MOST_TEXTS];
    private int known;

    /** Begins another row; what was written so far is forgotten. */
    RowWriter begin() {
        size = 0;
        Arrays.fill(texts, 0, known, null);
        known = 0;
        return this;
    }

    /** The row as it was written. */
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
        if (length >= LONG_TEXT) {
            for (int i = 0; i < known; i++) {
                if (texts[i].equals(value)) {
                    number(~(long) i);
                    return;
                }
            }
            if (known < MOST_TEXTS) {
                texts[known++] = value;
            }
        }
        int start = size;
        number((long) length << 1);
        if (!asAscii(value)) {
            size = start;
            number((long) length << 1 | 1);
            asUtf16(value);
        }
    }

    /** Writes a text of ASCII; of any other some bytes of no use, and says false. */
    private boolean asAscii(String value) {
        int length = value.length();
        makeRoom(length);
        byte[] bytes = buffer;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c > 0x7F) {
                return false;
            }
            bytes[at + i] = (byte) c;
        }
        size = at + length;
        return true;
    }

    private void asUtf16(String value) {
        int length = value.length();
        makeRoom(2 * length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            put(c >> 8);
            put(c);
        }
    }

    void optional(@Nullable String value) {
        bool(value != null);
        if (value != null) {
            string(value);
        }
    }

    void optional(@Nullable Instant value) {
        bool(value != null);
        if (value != null) {
            number(value.toEpochMilli());
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
            optional(value.lastTransitionTime());
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
}
