package io.fluxstream.cli.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.domain.EventTime;
import io.fluxstream.history.backtest.Difference;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Differences between two rule sets as JSON, one a line. */
final class Differences {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Differences() {}

    static String json(Difference difference) {
        ObjectNode node = JSON.createObjectNode();
        node.put("difference", difference.kind().name().toLowerCase(Locale.ROOT));
        node.put("rule", difference.rule());
        node.put("cluster", difference.resource().cluster());
        node.put("kind", difference.resource().kind());
        node.put("namespace", difference.resource().namespace());
        node.put("name", difference.resource().name());
        put(node, "since", difference.since());
        put(node, "firedAt", difference.firedAt());
        put(node, "otherFiredAt", difference.otherFiredAt());
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can be written", impossible);
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Instant instant) {
        if (instant != null) {
            node.put(name, EventTime.format(instant));
        }
    }
}
