package io.fluxstream.bridge.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query wants, read from whatever came: a query must not fail, so a field out of shape is as good as left out.
 *
 * @param after where the last answer ended; empty for the beginning
 */
record Filter(List<String> kinds, @Nullable String namespace, List<String> phases, int limit, String after) {
    static Filter read(@Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            return new Filter(List.of(), null, List.of(), Integer.MAX_VALUE, "");
        }
        int limit = node.path("limit").asInt(0);
        return new Filter(
                texts(node.path("kinds")),
                node.path("namespace").isTextual() ? node.path("namespace").asText() : null,
                texts(node.path("phases")),
                limit <= 0 ? Integer.MAX_VALUE : limit,
                node.path("continue").asText(""));
    }

    boolean admits(FluxResourceStatus row) {
        return (kinds.isEmpty() || kinds.contains(row.resource().kind()))
                && (namespace == null || namespace.equals(row.resource().namespace()))
                && (phases.isEmpty() || phases.contains(row.phase().name()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
