package io.fluxstream.rules.testing;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.rules.yaml.Durations;
import io.fluxstream.rules.yaml.Keys;
import io.fluxstream.rules.yaml.Section;
import io.fluxstream.rules.yaml.Value.Entry;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what an active alert is expected to say. */
final class ExpectedAlertReader {
    static final Keys ALERT = Keys.of(
                    "alert",
                    "resource",
                    "severity",
                    "since",
                    "fired",
                    "repeats",
                    "reason",
                    "message",
                    "revision",
                    "rootCause",
                    "labels",
                    "annotations")
            .insteadOf("exp_labels", "did you mean labels?")
            .insteadOf("exp_annotations", "did you mean annotations?");

    private static final List<String> TEXTS = List.of("severity", "reason", "message", "revision", "rootCause");
    private static final List<String> TIMES = List.of("since", "fired");

    private final Section section;
    private final Consumer<Scalar> requireRule;
    private final String usualCluster;

    ExpectedAlertReader(Section section, Consumer<Scalar> requireRule, String usualCluster) {
        this.section = section;
        this.requireRule = requireRule;
        this.usualCluster = usualCluster;
    }

    /**
     * What is expected; not to be used if there are mistakes among the findings.
     *
     * @param alert the rule's name if it need not be said again
     */
    Expected.Alert read(Optional<String> alert) {
        if (alert.isEmpty()) {
            section.require("alert", "the name of a rule");
        }
        Optional<Scalar> name = section.text("alert", "the name of a rule");
        name.ifPresent(requireRule);
        return new Expected.Alert(
                section.place(),
                name.map(Scalar::text).or(() -> alert).orElse(""),
                resource().orElse(null),
                fields());
    }

    private Optional<ResourceId> resource() {
        return section.text("resource", "a resource").flatMap(text -> {
            Optional<ResourceId> resource = ResourceNames.read(text.text(), usualCluster);
            if (resource.isEmpty()) {
                section.findings().mistake(text.place(), ResourceNames.EXPECTED + text.shown());
            }
            return resource;
        });
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String key : TEXTS) {
            section.text(key, "a text").ifPresent(text -> fields.put(key, text.text()));
        }
        for (String key : TIMES) {
            section.duration(key).ifPresent(time -> fields.put(key, Durations.format(time)));
        }
        section.number("repeats", 0, 1_000_000).ifPresent(number -> fields.put("repeats", number.toString()));
        named("labels", fields);
        named("annotations", fields);
        return fields;
    }

    private void named(String key, Map<String, String> fields) {
        section.pairs(key).forEach((name, entry) -> fields.put(key + '.' + name, text(entry)));
    }

    private static String text(Entry entry) {
        return entry.value() instanceof Scalar scalar ? scalar.text() : "";
    }
}
