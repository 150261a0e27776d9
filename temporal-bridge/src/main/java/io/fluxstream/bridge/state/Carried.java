package io.fluxstream.bridge.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A workflow's state on its way into the next run: readable as long as it is small, packed when it is not.
 *
 * @param packed the same JSON, zlib, Base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Carried(@Nullable JsonNode state, @Nullable String packed) {
    /** Above this many bytes the state is packed. */
    static final int PLAIN_BYTES = 256 * 1024;

    /** What the state may take; the server refuses 2 MiB. */
    static final int MAX_BYTES = 1_500_000;

    /** Writes the fields of a state. */
    interface Writer {
        void write(JsonGenerator out) throws IOException;
    }

    static Carried of(Writer writer) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator out = Values.JSON.createGenerator(bytes)) {
                out.writeStartObject();
                writer.write(out);
                out.writeEndObject();
            }
            byte[] json = bytes.toByteArray();
            return json.length <= PLAIN_BYTES ? new Carried(Values.JSON.readTree(json), null) : pack(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    private static Carried pack(byte[] json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
            out.write(json);
        }
        return new Carried(null, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    /** How many bytes it takes; exact only for what is packed, and a plain one is always small. */
    int size() {
        String text = packed;
        return text == null ? PLAIN_BYTES : text.length();
    }

    /** The state; nothing if it cannot be read, in which case the workflow starts empty and the bridge rebuilds it. */
    Optional<JsonNode> open() {
        String text = packed;
        if (text == null) {
            JsonNode plain = state;
            return plain == null || !plain.isObject() ? Optional.empty() : Optional.of(plain);
        }
        try (InflaterInputStream in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return Optional.of(Values.JSON.readTree(in));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
