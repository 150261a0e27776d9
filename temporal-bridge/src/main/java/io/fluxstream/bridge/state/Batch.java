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

    static Batch read(@Nullable JsonNode node, Rejected rejected) {
        if (node == null || !node.isObject()) {
            rejected.add("signal", "a batch must be a JSON object");
            return new Batch("", 0, List.of(), null);
        }
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
        return new Batch(topic, partition, items, rebuild(node.path("rebuild")));
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
