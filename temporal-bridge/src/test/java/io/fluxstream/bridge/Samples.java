package io.fluxstream.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values and batches as tests speak of them. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final JsonMapper JSON = new JsonMapper();

    private Samples() {}

    public static ResourceId app(String name) {
        return new ResourceId("ottawa", "Kustomization", "flux-system", name);
    }

    public static FluxResourceStatus row(ResourceId resource, Phase phase, @Nullable String message) {
        return new FluxResourceStatus(
                resource,
                phase == Phase.READY ? "True" : phase == Phase.STATIC ? null : "False",
                phase,
                false,
                "Because",
                message,
                "main@sha1:c58b",
                null,
                phase == Phase.SUSPENDED,
                NOON,
                NOON,
                NOON,
                List.of(),
                null,
                Map.of());
    }

    public static FluxResourceStatus row(String name, Phase phase) {
        return row(app(name), phase, "what " + name + " says");
    }

    public static FluxClusterStatus live(String cluster, Instant clock) {
        return new FluxClusterStatus(cluster, clock, "s1", true, List.of());
    }

    public static FluxAlert firing(String id) {
        return alert(id, app("app-" + id), FluxAlert.Action.FIRING, 0, NOON);
    }

    public static FluxAlert repeated(String id, int sequence) {
        return alert(id, app("app-" + id), FluxAlert.Action.REPEATED, sequence, NOON.plusSeconds(3_600L * sequence));
    }

    public static FluxAlert resolved(String id, Instant at) {
        return alert(id, app("app-" + id), FluxAlert.Action.RESOLVED, 0, at);
    }

    public static FluxAlert alert(String id, ResourceId resource, FluxAlert.Action action, int sequence, Instant at) {
        return new FluxAlert(
                id,
                "incident",
                "ReadyLost",
                action,
                sequence,
                Severity.ERROR,
                resource,
                "uid",
                "BuildFailed",
                "kustomize build failed",
                null,
                NOON,
                at,
                action == FluxAlert.Action.RESOLVED ? FluxAlert.Resolution.RECOVERED : null,
                null,
                List.of(),
                0,
                Map.of());
    }

    public static AlertAck ack(String alert) {
        return new AlertAck(alert, "ottawa", "kim", "rolling back", NOON);
    }

    /** Starts a batch of one partition of the topic; items are appended a second apart. */
    public static <V> BatchOf<V> batch(Topic<V> topic, long firstOffset) {
        return new BatchOf<>(topic, firstOffset);
    }

    /** A batch in the making. */
    public static final class BatchOf<V> {
        private final ObjectNode batch = JSON.createObjectNode();
        private final ArrayNode items;
        private final Topic<V> topic;
        private long offset;
        private Instant base = NOON;

        BatchOf(Topic<V> topic, long firstOffset) {
            this.topic = topic;
            this.offset = firstOffset;
            batch.put("topic", topic.name());
            batch.put("partition", 4);
            items = batch.putArray("items");
        }

        public BatchOf<V> appendedFrom(Instant instant) {
            base = instant;
            return this;
        }

        public BatchOf<V> item(String key, @Nullable V value) {
            return raw(key, value == null ? null : tree(topic.codec().encode(value)));
        }

        public BatchOf<V> raw(String key, @Nullable JsonNode value) {
            ObjectNode item = items.addObject();
            item.put("offset", offset);
            item.put("appendedAt", base.plusSeconds(offset).toString());
            item.set("value", value);
            item.put("key", key);
            offset++;
            return this;
        }

        /** Records of another partition come in the same signal. */
        public BatchOf<V> with(JsonNode part) {
            batch.withArray("also").add(part);
            return this;
        }

        public JsonNode sent() {
            return batch;
        }

        public JsonNode rebuild(String id, boolean last) {
            batch.putObject("rebuild").put("id", id).put("last", last);
            return batch;
        }
    }

    public static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
