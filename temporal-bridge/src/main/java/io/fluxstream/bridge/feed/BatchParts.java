package io.fluxstream.bridge.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxstream.bridge.workflow.WorkflowJson;
import io.fluxstream.schemas.workflow.BatchItem;
import io.fluxstream.schemas.workflow.BatchPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records as a signal brings them: by partition, their values as JSON. */
final class BatchParts {
    /** A value above this size cannot be signalled; no topic should have one. */
    private static final int MAX_VALUE_BYTES = 512 * 1024;

    private BatchParts() {}

    /** @param ofNone the partition that a chunk of no items pretends to come from */
    static List<BatchPart> of(Chunk chunk, TopicPartition ofNone) {
        Map<TopicPartition, List<Item>> byPartition = new LinkedHashMap<>();
        for (Item item : chunk.items()) {
            byPartition
                    .computeIfAbsent(item.partition(), partition -> new ArrayList<>())
                    .add(item);
        }
        if (byPartition.isEmpty()) {
            byPartition.put(ofNone, List.of());
        }
        List<BatchPart> parts = new ArrayList<>();
        byPartition.forEach((partition, items) -> parts.add(new BatchPart(
                partition.topic(),
                partition.partition(),
                items.stream().map(BatchParts::batchItem).toList())));
        return parts;
    }

    private static BatchItem batchItem(Item item) {
        return new BatchItem(item.offset(), item.appendedAt(), json(item.value()), item.key());
    }

    /** What is not JSON goes on as text: the workflow keeps it among what it could not read. */
    private static @Nullable JsonNode json(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        if (value.length > MAX_VALUE_BYTES) {
            return TextNode.valueOf("a value of " + value.length + " bytes, too large for a signal");
        }
        try {
            JsonNode node = WorkflowJson.MAPPER.readTree(value);
            return node.isMissingNode() ? TextNode.valueOf("an empty value") : node;
        } catch (IOException e) {
            return TextNode.valueOf("a value that is not JSON");
        }
    }
}
