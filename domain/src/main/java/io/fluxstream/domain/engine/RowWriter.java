package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.Reference;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a row of memory: numbers with as few bytes as they need, text exactly as it is. */
final class RowWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    byte[] bytes() {
        return out.toByteArray();
    }

    void bool(boolean value) {
        out.write(value ? 1 : 0);
    }

    /** Any long; small ones, negative ones too, are short. */
    void number(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            out.write((int) (zigzag & 0x7F) | 0x80);
            zigzag >>>= 7;
        }
        out.write((int) zigzag);
    }

    void string(String value) {
        int length = value.length();
        boolean ascii = isAscii(value);
        number(ascii ? length : ~(long) length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!ascii) {
                out.write(c >> 8);
            }
            out.write(c);
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

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
