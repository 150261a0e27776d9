package io.fluxstream.notify.alertmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fluxstream.schemas.json.WireTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The body of a post to {@code /api/v2/alerts}. */
final class AlertmanagerJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AlertmanagerJson() {}

    static byte[] write(List<PostableAlert> alerts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartArray();
            for (PostableAlert alert : alerts) {
                write(alert, out);
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(PostableAlert alert, JsonGenerator out) throws IOException {
        out.writeStartObject();
        write("labels", alert.labels(), out);
        write("annotations", alert.annotations(), out);
        out.writeStringField("startsAt", WireTime.format(alert.startsAt()));
        out.writeStringField("endsAt", WireTime.format(alert.endsAt()));
        String generator = alert.generatorUrl();
        if (generator != null) {
            out.writeStringField("generatorURL", generator);
        }
        out.writeEndObject();
    }

    private static void write(String name, Map<String, String> texts, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }
}
