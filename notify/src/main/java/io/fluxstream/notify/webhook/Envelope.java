package io.fluxstream.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.schemas.json.WireTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is posted to a webhook: the event with the very bytes that stand in the topic, and what they are. */
final class Envelope {
    private static final JsonFactory JSON = new JsonFactory();

    private Envelope() {}

    static byte[] of(AlertEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("id", event.id());
            out.writeStringField("type", "alert." + event.alert().action().wireName());
            out.writeStringField("timestamp", WireTime.format(event.alert().at()));
            out.writeStringField("topic", event.topic());
            out.writeNumberField("partition", event.partition());
            out.writeNumberField("offset", event.offset());
            out.writeFieldName("data");
            out.writeRawValue(new String(event.json(), UTF_8));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
