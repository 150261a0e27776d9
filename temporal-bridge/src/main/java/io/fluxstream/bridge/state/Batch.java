package io.fluxstream.bridge.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.schemas.workflow.Rebuild;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A FluxStatusBatch or FluxAlertBatch as it arrived, read so that one item out of shape costs only itself: a signal
 * whose argument cannot be read at all would be lost without a trace.
 */
record Batch(
        String topic,
        int partition,
        List<Item> items,
        @Nullable Rebuild rebuild) {
    /**
     * One record of the topic.
     *
     * @param value null for a tombstone
     */
    record Item(long offset, Instant appendedAt, @Nullable JsonNode value, String key) {}

    /** All that a signal brings, partition after partition; if it is part of a rebuild, all of it is. */
    static List<Batch> read(@Nullable JsonNode signal, Rejected rejected) {
        if (signal == null || !signal.isObject()) {
            rejected.add("signal", "a batch must be a JSON object");
            return List.of();
        }
        List<JsonNode> parts = new ArrayList<>();
        parts.add(signal);
        signal.path("also").forEach(parts::add);
        Rebuild rebuild = rebuild(signal.path("rebuild"));
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean ends = rebuild != null && rebuild.last() && i == parts.size() - 1;
            batches.add(part(parts.get(i), rebuild == null ? null : new Rebuild(rebuild.id(), ends), rejected));
        }
        return batches;
    }

    private static Batch part(JsonNode node, @Nullable Rebuild rebuild, Rejected rejected) {
        String topic = node.path("topic").asText("");
        int partition = node.path("partition").asInt(0);
        List<Item> items = new ArrayList<>();
        for (JsonNode item : node.path("items")) {
            try {
                items.add(item(item));
            } catch (DateTimeException | IllegalArgumentException e) {
                rejected.add(topic + '/' + partition, "item without offset or appendedAt: " + e.getMessage());
            }
        }
        return new Batch(topic, partition, items, rebuild);
    }

    private static Item item(JsonNode item) {
        JsonNode offset = item.path("offset");
        if (!offset.canConvertToLong()) {
            throw new IllegalArgumentException("offset must be a whole number");
        }
        JsonNode value = item.path("value");
        return new Item(
                offset.asLong(),
                Instant.parse(item.path("appendedAt").asText("")),
                value.isNull() || value.isMissingNode() ? null : value,
                item.path("key").asText(""));
    }

    private static @Nullable Rebuild rebuild(JsonNode node) {
        return node.isObject()
                ? new Rebuild(node.path("id").asText(""), node.path("last").asBoolean(false))
                : null;
    }
}
