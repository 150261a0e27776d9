package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.Condition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RowWriter} wrote. */
final class RowReader {
    private final ByteBuffer in;

    RowReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    boolean bool() {
        return in.get() != 0;
    }

    long number() {
        long zigzag = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            zigzag |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
    }

    String string() {
        long length = number();
        if (length >= 0) {
            byte[] ascii = new byte[(int) length];
            in.get(ascii);
            return new String(ascii, StandardCharsets.US_ASCII);
        }
        char[] chars = new char[(int) ~length];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.getChar();
        }
        return new String(chars);
    }

    @Nullable String optional() {
        return bool() ? string() : null;
    }

    <E extends Enum<E>> @Nullable E constant(Class<E> type) {
        String name = optional();
        return name == null ? null : Enum.valueOf(type, name);
    }

    Reference reference() {
        return new Reference(string(), string(), string());
    }

    List<Reference> references() {
        int size = (int) number();
        List<Reference> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(reference());
        }
        return List.copyOf(values);
    }

    Map<String, String> strings() {
        int size = (int) number();
        if (size == 0) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            values.put(string(), string());
        }
        return Collections.unmodifiableMap(values);
    }

    List<Condition> conditions() {
        int size = (int) number();
        List<Condition> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(new Condition(
                    string(),
                    string(),
                    string(),
                    string(),
                    bool() ? (Long) number() : null,
                    bool() ? Instant.ofEpochMilli(number()) : null));
        }
        return List.copyOf(values);
    }
}
