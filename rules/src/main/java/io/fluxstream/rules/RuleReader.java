package io.fluxstream.rules;

import io.fluxstream.domain.rule.Expression;
import io.fluxstream.domain.rule.Flapping;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleOverride;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.Template;
import io.fluxstream.domain.rule.When;
import io.fluxstream.rules.expression.Expressions;
import io.fluxstream.rules.template.Templates;
import io.fluxstream.rules.yaml.Keys;
import io.fluxstream.rules.yaml.Section;
import io.fluxstream.rules.yaml.Value.Entry;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {
    static final Keys RULE = Keys.of(
                    "alert",
                    "when",
                    "for",
                    "repeat",
                    "keepFiringFor",
                    "flapping",
                    "clusters",
                    "kinds",
                    "namespaces",
                    "names",
                    "matchLabels",
                    "reasons",
                    "expr",
                    "severity",
                    "labels",
                    "annotations",
                    "enabled",
                    "overrides")
            .insteadOf("record", "there are no recording rules; a rule begins with alert:")
            .insteadOf("name", "did you mean alert, the rule's name, or names, those of the resources?")
            .insteadOf("selector", "labels of the resources are selected with matchLabels")
            .insteadOf("labelSelector", "labels of the resources are selected with matchLabels");

    /** By the words of rule files. */
    static final Map<String, When> WHENS = byWord(When.values());

    /** By the words of rule files. */
    static final Map<String, Severity> SEVERITIES = byWord(Severity.values());

    private static final Keys FLAPPING = Keys.of("changes", "within");
    /** How a rule says that it does not repeat. */
    private static final String NEVER = "never";

    private static final String ALERT_NAME = "[A-Za-z][A-Za-z0-9_.-]{0,127}";
    private static final String LABEL_NAME = "[A-Za-z0-9]([A-Za-z0-9_./-]{0,251}[A-Za-z0-9])?";

    /** What the bridge's dead man's switch raises by itself. */
    private static final String PIPELINE_SILENT = "PipelineSilent";

    private final Section rule;
    private final Consumer<Scalar> requireNewName;

    RuleReader(Section rule, Consumer<Scalar> requireNewName) {
        this.rule = rule;
        this.requireNewName = requireNewName;
    }

    private static <E extends Enum<E>> Map<String, E> byWord(E[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(
                        value -> value.name().toLowerCase(Locale.ROOT),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** The rule; not to be used if there are mistakes among the findings. */
    Optional<Rule> read() {
        if (!rule.has("record")) {
            rule.require("alert", "what its alerts are called");
            rule.require("when", "one of " + String.join(", ", WHENS.keySet()));
        }
        Optional<String> alert = alert();
        Optional<When> when = rule.choice("when", WHENS);
        Optional<Flapping> flapping = flapping(when);
        SelectorReader selector = new SelectorReader(rule);
        when.ifPresent(selector::requireSense);
        Rule.Builder builder = Rule.alert(alert.orElse("?"))
                .flapping(flapping.orElse(null))
                .lasting(rule.duration("for").orElse(Duration.ZERO))
                .repeat(repeats(rule))
                .keepFiringFor(rule.duration("keepFiringFor").orElse(Duration.ZERO))
                .selector(selector.whole())
                .condition(expression().orElse(null))
                .severity(rule.choice("severity", SEVERITIES).orElse(Severity.WARNING))
                .labels(labels())
                .annotations(annotations())
                .overrides(overrides(when))
                .enabled(rule.flag("enabled").orElse(true));
        boolean isWhole =
                alert.isPresent() && when.isPresent() && (when.get() == When.FLAPPING) == flapping.isPresent();
        return isWhole ? Optional.of(builder.when(when.get()).build()) : Optional.empty();
    }

    private Optional<String> alert() {
        return rule.text("alert", "a name").flatMap(name -> {
            if (!name.text().matches(ALERT_NAME)) {
                rule.findings()
                        .mistake(
                                name.place(),
                                "must begin with a letter and have letters, digits, _, - and . only, at most 128, but was "
                                        + name.shown());
                return Optional.empty();
            }
            if (name.text().equals(PIPELINE_SILENT)) {
                rule.findings().mistake(name.place(), "must be another name: flux-stream itself raises PipelineSilent");
                return Optional.empty();
            }
            requireNewName.accept(name);
            return Optional.of(name.text());
        });
    }

    private Optional<Flapping> flapping(Optional<When> when) {
        Optional<Section> section = rule.section("flapping", FLAPPING);
        boolean isFlapping = when.filter(When.FLAPPING::equals).isPresent();
        if (when.isPresent() && isFlapping != rule.has("flapping")) {
            rule.mistake(
                    isFlapping ? "when" : "flapping",
                    isFlapping
                            ? "must go with what counts as flapping, for instance flapping: {changes: 4, within: 30m}"
                            : "must go with when: flapping, or be left out");
        }
        return section.flatMap(counts -> {
            counts.require("changes", "how many changes between READY and FAILED");
            counts.require("within", "in how long");
            Optional<Integer> changes = counts.number("changes", 2, Flapping.MAX_CHANGES);
            Duration within = positive(counts, "within");
            return changes.isPresent() && within != null && isFlapping
                    ? Optional.of(new Flapping(changes.get(), within))
                    : Optional.empty();
        });
    }

    private static @Nullable Duration repeats(Section rule) {
        Duration repeat = repeat(rule);
        return repeat == null || repeat.isZero() ? null : repeat;
    }

    /** How often an alert is raised again: zero for {@code never}, null when nothing is said. */
    static @Nullable Duration repeat(Section section) {
        boolean isNever = section.value("repeat")
                .filter(value -> value instanceof Scalar scalar && scalar.text().equals(NEVER))
                .isPresent();
        return isNever ? Duration.ZERO : positive(section, "repeat");
    }

    private static @Nullable Duration positive(Section section, String key) {
        Optional<Duration> duration = section.duration(key);
        if (duration.filter(Duration::isZero).isPresent()) {
            section.mistake(key, "must be longer than 0" + (key.equals("repeat") ? ", or " + NEVER : ""));
            return null;
        }
        return duration.orElse(null);
    }

    private Optional<Expression> expression() {
        return rule.text("expr", "a CEL expression").flatMap(text -> Expressions.compile(text, rule.findings()));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        rule.pairs("labels").forEach((key, entry) -> {
            String advice = key.equals("severity") ? "must stand beside labels: severity: " + text(entry) : null;
            if (requireName(entry, advice)) {
                labels.put(key, text(entry));
            }
        });
        return labels;
    }

    private Map<String, Template> annotations() {
        Map<String, Template> annotations = new LinkedHashMap<>();
        rule.pairs("annotations").forEach((key, entry) -> {
            if (requireName(entry, null) && entry.value() instanceof Scalar scalar) {
                Templates.parse(scalar, rule.findings()).ifPresent(template -> annotations.put(key, template));
            }
        });
        return annotations;
    }

    private boolean requireName(Entry entry, @Nullable String advice) {
        if (advice != null) {
            rule.findings().mistake(entry.place(), advice);
        } else if (!entry.key().matches(LABEL_NAME)) {
            rule.findings()
                    .mistake(
                            entry.place(),
                            "must be a name of letters, digits, _, -, . and / that begins and ends with a letter or a digit");
        }
        return advice == null && entry.key().matches(LABEL_NAME);
    }

    private static String text(Entry entry) {
        return entry.value() instanceof Scalar scalar ? scalar.text() : "";
    }

    private List<RuleOverride> overrides(Optional<When> when) {
        return rule.sections("overrides", "overrides", OverrideReader.OVERRIDE).stream()
                .map(section -> new OverrideReader(section).read(when))
                .toList();
    }
}
