package io.fluxstream.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.schemas.workflow.BatchItem;
import io.fluxstream.schemas.workflow.BatchPart;
import io.fluxstream.schemas.workflow.Rebuild;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that both kinds of batches have. A signal that cannot be read is lost without a trace, so whatever arrives becomes
 * a batch: what is missing or misshapen is empty, and an item that is none keeps what it was as its value, at offset -1.
 */
record Batch(
        String topic,
        int partition,
        List<BatchItem> items,
        @Nullable Rebuild rebuild,
        List<BatchPart> also) {
    private static final int NOWHERE = -1;

    static Batch read(JsonNode batch) {
        BatchPart first = part(batch);
        List<BatchPart> also = new ArrayList<>();
        batch.path("also").forEach(part -> also.add(part(part)));
        return new Batch(first.topic(), first.partition(), first.items(), rebuild(batch.path("rebuild")), also);
    }

    private static BatchPart part(JsonNode part) {
        List<BatchItem> items = new ArrayList<>();
        part.path("items").forEach(item -> items.add(item(item)));
        return new BatchPart(text(part.path("topic")), part.path("partition").asInt(NOWHERE), items);
    }

    static BatchItem item(JsonNode item) {
        if (!item.isObject()) {
            return new BatchItem(NOWHERE, Instant.EPOCH, item, "");
        }
        JsonNode value = item.get("value");
        return new BatchItem(
                item.path("offset").asLong(NOWHERE),
                instant(item.path("appendedAt")),
                value == null || value.isNull() ? null : value,
                text(item.path("key")));
    }

    private static @Nullable Rebuild rebuild(JsonNode rebuild) {
        return rebuild.isObject()
                ? new Rebuild(text(rebuild.path("id")), rebuild.path("last").asBoolean(false))
                : null;
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    private static Instant instant(JsonNode node) {
        try {
            return WireTime.parse(text(node));
        } catch (DateTimeException noTime) {
            return Instant.EPOCH;
        }
    }

    void write(JsonGenerator generator) throws IOException {
        JsonOut out = new JsonOut(generator);
        generator.writeStartObject();
        writePart(new BatchPart(topic, partition, items), out);
        if (rebuild != null) {
            generator.writeObjectFieldStart("rebuild");
            out.text("id", rebuild.id());
            out.bool("last", rebuild.last());
            generator.writeEndObject();
        }
        if (!also.isEmpty()) {
            generator.writeArrayFieldStart("also");
            for (BatchPart part : also) {
                generator.writeStartObject();
                writePart(part, out);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
        generator.writeEndObject();
    }

    private static void writePart(BatchPart part, JsonOut out) throws IOException {
        JsonGenerator generator = out.generator();
        out.text("topic", part.topic());
        out.number("partition", part.partition());
        generator.writeArrayFieldStart("items");
        for (BatchItem item : part.items()) {
            write(item, out);
        }
        generator.writeEndArray();
    }

    static void write(BatchItem item, JsonOut out) throws IOException {
        JsonGenerator generator = out.generator();
        generator.writeStartObject();
        out.number("offset", item.offset());
        out.instant("appendedAt", item.appendedAt());
        generator.writeFieldName("value");
        generator.writeTree(item.value());
        out.text("key", item.key());
        generator.writeEndObject();
    }
}
