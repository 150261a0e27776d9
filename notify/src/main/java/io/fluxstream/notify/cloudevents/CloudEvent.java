package io.fluxstream.notify.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.schemas.json.WireTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event of an alert as CloudEvents 1.0 has it. Its data is JSON, the bytes of the topic. */
final class CloudEvent {
    static final String DATA_TYPE = "application/json";
    static final String STRUCTURED_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final String SCHEMA = "https://fluxstream.io/schemas/flux-alert.schema.json";
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> attributes;
    private final byte[] data;

    private CloudEvent(Map<String, String> attributes, byte[] data) {
        this.attributes = attributes;
        this.data = data;
    }

    static CloudEvent of(AlertEvent event) {
        FluxAlert alert = event.alert();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", event.id());
        attributes.put(
                "source", "/flux-stream/clusters/" + encoded(alert.resource().cluster()));
        attributes.put("type", "io.fluxstream.alert." + alert.action().wireName());
        attributes.put("subject", alert.resource().toString());
        attributes.put("time", WireTime.format(alert.at()));
        attributes.put("dataschema", SCHEMA);
        // Extensions. Whoever splits the events keeps those of one alert together, and in order.
        attributes.put("partitionkey", alert.id());
        attributes.put("alertname", alert.rule());
        attributes.put("severity", alert.severity().wireName());
        return new CloudEvent(attributes, event.json());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    Map<String, String> attributes() {
        return attributes;
    }

    byte[] data() {
        return data;
    }

    /** Attributes and data as one JSON object. */
    byte[] structured() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                out.writeStringField(attribute.getKey(), attribute.getValue());
            }
            out.writeStringField("datacontenttype", DATA_TYPE);
            out.writeFieldName("data");
            out.writeRawValue(new String(data, UTF_8));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
