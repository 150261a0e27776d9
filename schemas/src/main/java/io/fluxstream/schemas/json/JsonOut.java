package io.fluxstream.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fluxstream.domain.resource.Labels;
import io.fluxstream.domain.resource.Reference;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes fields the way the wire wants them; what is null is left out. */
final class JsonOut {
    private final JsonGenerator generator;

    JsonOut(JsonGenerator generator) {
        this.generator = generator;
    }

    JsonGenerator generator() {
        return generator;
    }

    <V> void object(V value, JsonFormat<V> format) throws IOException {
        generator.writeStartObject();
        format.writeFields(value, this);
        generator.writeEndObject();
    }

    <V> void object(String name, @Nullable V value, JsonFormat<V> format) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            object(value, format);
        }
    }

    /** Left out when empty. */
    <V> void objects(String name, List<V> values, JsonFormat<V> format) throws IOException {
        if (!values.isEmpty()) {
            allObjects(name, values, format);
        }
    }

    /** Written even when empty. */
    <V> void allObjects(String name, List<V> values, JsonFormat<V> format) throws IOException {
        generator.writeArrayFieldStart(name);
        for (V value : values) {
            object(value, format);
        }
        generator.writeEndArray();
    }

    void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            generator.writeString(WellFormed.of(value));
        }
    }

    void textUnlessEmpty(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    void number(String name, long value) throws IOException {
        generator.writeFieldName(name);
        // Trees tell ints from longs: this way a tree that was written equals the one read from the same bytes.
        if (value == (int) value) {
            generator.writeNumber((int) value);
        } else {
            generator.writeNumber(value);
        }
    }

    void number(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            number(name, value.longValue());
        }
    }

    void numberUnlessZero(String name, long value) throws IOException {
        if (value != 0) {
            number(name, value);
        }
    }

    /** A resource version: a decimal string, as Kubernetes has it. */
    void version(String name, long value) throws IOException {
        generator.writeFieldName(name);
        generator.writeString(Long.toString(value));
    }

    void version(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            version(name, value.longValue());
        }
    }

    void bool(String name, boolean value) throws IOException {
        generator.writeFieldName(name);
        generator.writeBoolean(value);
    }

    /** Written only when true. */
    void flag(String name, boolean value) throws IOException {
        if (value) {
            bool(name, true);
        }
    }

    void instant(String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            generator.writeString(WireTime.format(value));
        }
    }

    /** Seconds with exactly three decimals. */
    void seconds(String name, @Nullable Duration value) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            generator.writeNumber(BigDecimal.valueOf(value.toMillis(), 3));
        }
    }

    void reference(String name, @Nullable Reference value) throws IOException {
        if (value != null) {
            text(name, value.toString());
        }
    }

    void references(String name, List<Reference> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        generator.writeArrayFieldStart(name);
        for (Reference value : values) {
            generator.writeString(value.toString());
        }
        generator.writeEndArray();
    }

    void texts(String name, List<String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(WellFormed.of(value));
        }
        generator.writeEndArray();
    }

    /** Sorted by key, so that equal maps give equal bytes. */
    void labels(String name, Map<String, String> labels) throws IOException {
        if (labels.isEmpty()) {
            return;
        }
        generator.writeObjectFieldStart(name);
        for (Map.Entry<String, String> label : Labels.of(labels).entrySet()) {
            text(WellFormed.of(label.getKey()), label.getValue());
        }
        generator.writeEndObject();
    }
}
