package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON Schema files, ready to judge. */
public final class JsonSchemas {
    private static final String BASE = "https://fluxstream.io/schemas/";
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:io/fluxstream/schemas/")));
    private static final Map<String, JsonSchemas> BY_NAME = new ConcurrentHashMap<>();
    private static final Map<Topic<?>, String> OF_TOPICS = Map.of(
            Topics.STATUS, "flux-status-event",
            Topics.TRANSITIONS, "flux-transition",
            Topics.ALERTS, "flux-alert",
            Topics.ALERTS_ACTIVE, "flux-alert",
            Topics.ACKS, "alert-ack",
            Topics.RESOURCES, "flux-resource-status",
            Topics.CLUSTERS, "flux-cluster-status",
            Topics.WATCH_CURSORS, "watch-cursor",
            Topics.RULES, "rule-revision",
            Topics.CHECKPOINTS, "checkpoint-chunk");

    private final JsonSchema schema;

    private JsonSchemas(String name) {
        schema = FACTORY.getSchema(SchemaLocation.of(BASE + name + ".schema.json"));
    }

    static JsonSchemas of(Topic<?> topic) {
        String name = OF_TOPICS.get(topic);
        assertThat(name).as("the schema of %s", topic.name()).isNotNull();
        return named(name);
    }

    /** The schema in the file {@code name.schema.json}. */
    public static JsonSchemas named(String name) {
        return BY_NAME.computeIfAbsent(name, JsonSchemas::new);
    }

    void accepts(byte[] json) throws IOException {
        accepts(PLAIN.readTree(json));
    }

    public void accepts(String json) throws IOException {
        accepts(PLAIN.readTree(json));
    }

    private void accepts(JsonNode json) {
        assertThat(complaints(json)).as("what the schema says of %s", json).isEmpty();
    }

    void refuses(String json) throws IOException {
        assertThat(complaints(PLAIN.readTree(json)))
                .as("what the schema says of %s", json)
                .isNotEmpty();
    }

    private Set<ValidationMessage> complaints(JsonNode json) {
        return schema.validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }
}
