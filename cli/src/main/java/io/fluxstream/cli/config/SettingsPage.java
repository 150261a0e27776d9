package io.fluxstream.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings as others may see them: a value is shown only where it is known to be no secret; of everything else only the name is, so
 * that what is added later is hidden until somebody decides otherwise.
 */
public final class SettingsPage {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build())
            .build();
    private static final String HIDDEN = "(set, not shown)";
    /** Who says so in a URL. */
    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    private static final Set<String> SHOWN = Set.of(
            "temporal.address",
            "temporal.namespace",
            "temporal.taskQueue",
            "temporal.tls.ca",
            "temporal.tls.certificate",
            "temporal.tls.key",
            "temporal.tls.keyPassword",
            "temporal.serverName",
            "temporal.apiKeyFile",
            "clusters.name",
            "clusters.source.context",
            "clusters.source.kubeconfig",
            "clusters.source.address",
            "clusters.source.tokenFile",
            "clusters.source.caFile",
            "clusters.source.file",
            "kinds.group",
            "kinds.kind",
            "kinds.versions",
            "watcher.group",
            "processor.applicationId",
            "processor.rules",
            "processor.instanceId",
            "processor.stateDirectory",
            "http.address",
            "notify.sinks.name",
            "notify.sinks.begin",
            "notify.sinks.target.target.topic",
            "notify.sinks.target.target.mode",
            "notify.sinks.target.target.secretFile",
            "notify.sinks.target.target.generatorUrl",
            "notify.sinks.target.target.endpoint.urlFile",
            "notify.sinks.target.target.endpoint.bearerTokenFile",
            "notify.sinks.target.target.endpoint.caFile",
            "notify.sinks.target.target.endpoint.login.username",
            "notify.sinks.target.target.endpoint.login.passwordFile");

    /** Fields that no component of a record may be called. */
    private static final Map<String, String> FIELDS = Map.of("notifying", "notify");

    private SettingsPage() {}

    /** The settings in YAML, defaults included. */
    public static String of(Settings settings) {
        ObjectNode page = mapping("", settings);
        ((ObjectNode) page.get("kafka"))
                .put("bootstrapServers", settings.kafka().bootstrapServers());
        try {
            return YAML.writeValueAsString(page);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was just built cannot be written", e);
        }
    }

    private static ObjectNode mapping(String path, Object settings) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            String name = FIELDS.getOrDefault(component.getName(), component.getName());
            put(mapping, name, path.isEmpty() ? name : path + "." + name, read(component, settings));
        }
        return mapping;
    }

    private static void put(ObjectNode mapping, String name, String path, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Map<?, ?> settings) {
            ArrayNode names = mapping.putArray(name);
            settings.keySet().stream().map(String::valueOf).sorted().forEach(names::add);
        } else if (value instanceof Collection<?> all) {
            ArrayNode list = mapping.putArray(name);
            all.forEach(one -> add(list, path, one));
        } else if (value.getClass().isRecord()) {
            set(mapping, name, path, value);
        } else if (value instanceof Integer || value instanceof Short) {
            mapping.put(name, ((Number) value).intValue());
        } else if (value instanceof Boolean flag) {
            mapping.put(name, flag);
        } else if (value instanceof Enum<?> choice) {
            mapping.put(name, choice.name());
        } else {
            mapping.put(name, text(path, value));
        }
    }

    /** A record that holds nothing says what it is by its type. */
    private static void set(ObjectNode mapping, String name, String path, Object value) {
        ObjectNode inner = mapping(path, value);
        if (inner.isEmpty() && value.getClass().getRecordComponents().length == 0) {
            mapping.put(name, value.getClass().getSimpleName());
        } else {
            mapping.set(name, inner);
        }
    }

    private static void add(ArrayNode list, String path, Object one) {
        if (one.getClass().isRecord()) {
            list.add(mapping(path, one));
        } else {
            list.add(text(path, one));
        }
    }

    private static String text(String path, Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        return SHOWN.contains(path) ? USER.matcher(value.toString()).replaceAll("//") : HIDDEN;
    }

    private static @Nullable Object read(RecordComponent component, Object settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
