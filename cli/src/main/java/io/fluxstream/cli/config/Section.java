package io.fluxstream.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fluxstream.rules.yaml.NearMiss;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mapping of the file that knows its path. */
final class Section {
    private final String path;
    private final JsonNode node;
    private final Environment environment;

    private Section(String path, JsonNode node, Environment environment) {
        this.path = path;
        this.node = node;
        this.environment = environment;
    }

    static Section root(JsonNode node, Environment environment) {
        return of("", node, environment);
    }

    private static Section of(String path, JsonNode node, Environment environment) {
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            throw new ConfigurationException(
                    path,
                    (path.isEmpty() ? "the file" : "") + " must be a mapping of fields to values, but was "
                            + show(node));
        }
        return new Section(path, node, environment);
    }

    /** Reads a section through; what a record says of a wrong value gets its path. */
    <T> T read(Function<Section, T> reader) {
        try {
            return reader.apply(this);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(path, (path.isEmpty() ? "" : ": ") + e.getMessage(), e);
        }
    }

    /** Refuses every field but these. */
    void allow(String... fields) {
        List<String> known = List.of(fields);
        node.fieldNames().forEachRemaining(field -> requireKnown(field, known));
    }

    private void requireKnown(String field, List<String> known) {
        if (!known.contains(field)) {
            throw new ConfigurationException(
                    pathOf(field),
                    ": unknown field; "
                            + NearMiss.of(field, known)
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("known here are " + String.join(", ", known)));
        }
    }

    Section section(String field) {
        return of(pathOf(field), get(field), environment);
    }

    /** A section that says something by being there, even when nothing is in it. */
    Optional<Section> given(String field) {
        JsonNode value = get(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(section(field));
    }

    /** A path, not looked at. */
    @Nullable Path file(String field) {
        return text(field).map(Path::of).orElse(null);
    }

    List<Section> sections(String field) {
        JsonNode list = get(field);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        requireList(field, list);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            sections.add(of(pathOf(field) + "[" + i + "]", list.get(i), environment));
        }
        return sections;
    }

    List<String> texts(String field) {
        JsonNode list = get(field);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        requireList(field, list);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            texts.add(scalar(pathOf(field) + "[" + i + "]", list.get(i)));
        }
        return texts;
    }

    private void requireList(String field, JsonNode list) {
        if (!list.isArray()) {
            throw new ConfigurationException(pathOf(field), " must be a list, but was " + show(list));
        }
    }

    Optional<String> text(String field) {
        JsonNode value = get(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String text = scalar(pathOf(field), value);
        if (text.isBlank()) {
            throw new ConfigurationException(pathOf(field), " must not be empty; leave it out for the default");
        }
        return Optional.of(text);
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> new ConfigurationException(pathOf(field), " is missing"));
    }

    Map<String, String> textMap(String field) {
        Section map = section(field);
        Map<String, String> texts = new LinkedHashMap<>();
        map.node.fieldNames().forEachRemaining(key -> texts.put(key, scalar(map.path + "." + key, map.node.path(key))));
        return texts;
    }

    int number(String field, int otherwise, int least, int most) {
        return text(field)
                .map(text -> {
                    try {
                        int number = Integer.parseInt(text);
                        if (number >= least && number <= most) {
                            return number;
                        }
                    } catch (NumberFormatException notANumber) {
                        // said below, with what would be right
                    }
                    throw new ConfigurationException(
                            pathOf(field),
                            " must be a whole number between " + least + " and " + most + ", but was \"" + text + "\"");
                })
                .orElse(otherwise);
    }

    boolean flag(String field) {
        return text(field)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw new ConfigurationException(
                                pathOf(field), " must be true or false, but was \"" + text + "\"");
                })
                .orElse(false);
    }

    /** One of an enumeration's constants, in lower case. */
    <E extends Enum<E>> E choice(String field, E otherwise) {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<String> known = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.get())) {
                return constant;
            }
            known.add(name);
        }
        throw new ConfigurationException(
                pathOf(field), " must be " + String.join(" or ", known) + ", but was \"" + text.get() + "\"");
    }

    Duration duration(String field, Duration otherwise) {
        return text(field)
                .map(text -> {
                    try {
                        return Durations.parse(text);
                    } catch (IllegalArgumentException e) {
                        throw new ConfigurationException(pathOf(field), " " + e.getMessage(), e);
                    }
                })
                .orElse(otherwise);
    }

    /** The field as a whole, for what is said of it elsewhere. */
    String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    String path() {
        return path;
    }

    private JsonNode get(String field) {
        return node.isObject() ? node.path(field) : MissingNode.getInstance();
    }

    private String scalar(String where, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new ConfigurationException(where, " must be a single value, but was " + show(value));
        }
        return environment.fill(where, value.asText());
    }

    private static String show(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "a mapping";
            case NULL, MISSING -> "nothing";
            default -> "a single value";
        };
    }
}
