package io.fluxstream.watcher.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fluxstream.domain.EventTime;
import io.fluxstream.watcher.masking.CredentialMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes recordings: gzipped lines that {@link Recording} reads. Managed fields, inventories, values and patches are left out,
 * credentials are masked. Safe for any thread.
 */
public final class RecordingWriter implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> LEFT_OUT = Set.of(
            "/metadata/managedFields",
            "/metadata/annotations/kubectl.kubernetes.io/last-applied-configuration",
            "/spec/values",
            "/spec/patches",
            "/spec/postBuild",
            "/spec/postRenderers",
            "/status/inventory");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final OutputStream out;
    private long lines;

    private RecordingWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins a recording in a new file. */
    public static RecordingWriter create(Path file) throws IOException {
        return new RecordingWriter(new GZIPOutputStream(Files.newOutputStream(file), 8 * 1024, true));
    }

    /** Lines written so far. */
    public synchronized long lines() {
        return lines;
    }

    /** Writes one event; its object is copied from JSON. */
    public synchronized void write(Instant at, String cluster, String type, byte[] object, int offset, int length)
            throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(length + 128);
        try (JsonParser json = JSON.createParser(object, offset, length);
                JsonGenerator to = JSON.createGenerator(line)) {
            to.writeStartObject();
            to.writeStringField("observedAt", TIME.format(EventTime.of(at)));
            to.writeStringField("cluster", cluster);
            to.writeStringField("type", type);
            to.writeFieldName("object");
            json.nextToken();
            copy(json, to, "");
            to.writeEndObject();
        }
        line.write('\n');
        line.writeTo(out);
        lines++;
    }

    /** Brings what was written so far to the file, so that a killed recorder loses little. */
    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private static void copy(JsonParser json, JsonGenerator to, String path) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            to.writeStartObject();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                String inner = path + '/' + name;
                json.nextToken();
                if (LEFT_OUT.contains(inner)) {
                    json.skipChildren();
                } else {
                    to.writeFieldName(name);
                    copy(json, to, inner);
                }
            }
            to.writeEndObject();
        } else if (token == JsonToken.START_ARRAY) {
            to.writeStartArray();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                copy(json, to, path + "/*");
            }
            to.writeEndArray();
        } else if (token == JsonToken.VALUE_STRING) {
            to.writeString(CredentialMask.mask(json.getText()));
        } else {
            to.copyCurrentEvent(json);
        }
    }
}
