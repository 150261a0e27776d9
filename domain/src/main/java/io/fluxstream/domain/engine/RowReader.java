package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.Labels;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.Condition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RowWriter} wrote. */
final class RowReader {
    private final ByteBuffer in;
    private final List<String> texts = new ArrayList<>();

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
        long start = number();
        if (start < 0) {
            return texts.get((int) ~start);
        }
        int length = (int) (start >> 1);
        String text = (start & 1) == 0 ? ascii(length) : utf16(length);
        if (length >= RowWriter.LONG_TEXT && texts.size() < RowWriter.MOST_TEXTS) {
            texts.add(text);
        }
        return text;
    }

    private String ascii(int length) {
        byte[] ascii = new byte[length];
        in.get(ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private String utf16(int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = in.getChar();
        }
        return new String(chars);
    }

    @Nullable String optional() {
        return bool() ? string() : null;
    }

    @Nullable Instant optionalInstant() {
        return bool() ? Instant.ofEpochMilli(number()) : null;
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
        String[] pairs = new String[2 * size];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = string();
        }
        return Labels.of(pairs, pairs.length);
    }

    List<Condition> conditions() {
        int size = (int) number();
        List<Condition> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(new Condition(
                    string(), string(), string(), string(), bool() ? (Long) number() : null, optionalInstant()));
        }
        return List.copyOf(values);
    }
}
