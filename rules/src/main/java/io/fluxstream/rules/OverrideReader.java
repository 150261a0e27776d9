package io.fluxstream.rules;

import io.fluxstream.domain.rule.RuleOverride;
import io.fluxstream.domain.rule.When;
import io.fluxstream.rules.yaml.Keys;
import io.fluxstream.rules.yaml.Section;
import java.util.List;
import java.util.Optional;

/** Reads what a rule does differently for some resources. */
final class OverrideReader {
    private static final String FIXED = "an override matches what never changes: clusters, kinds, namespaces, names";

    static final Keys OVERRIDE = Keys.of(
                    "clusters", "kinds", "namespaces", "names", "for", "repeat", "keepFiringFor", "severity", "enabled")
            .insteadOf("matchLabels", FIXED)
            .insteadOf("reasons", FIXED)
            .insteadOf("expr", FIXED);

    private static final List<String> SELECTORS = List.of("clusters", "kinds", "namespaces", "names");
    private static final List<String> CHANGES = List.of("for", "repeat", "keepFiringFor", "severity", "enabled");

    private final Section section;

    OverrideReader(Section section) {
        this.section = section;
    }

    /** The override; not to be used if there are mistakes among the findings. */
    RuleOverride read(Optional<When> when) {
        SelectorReader match = new SelectorReader(section);
        when.ifPresent(match::requireSense);
        requireOneOf(SELECTORS, "must say what it is about: one of ");
        requireOneOf(CHANGES, "must change something: one of ");
        return new RuleOverride(
                match.fixed(),
                section.duration("for").orElse(null),
                RuleReader.repeat(section),
                section.duration("keepFiringFor").orElse(null),
                section.choice("severity", RuleReader.SEVERITIES).orElse(null),
                section.flag("enabled").orElse(null));
    }

    private void requireOneOf(List<String> keys, String message) {
        if (keys.stream().noneMatch(section::has)) {
            section.findings().mistake(section.place(), message + String.join(", ", keys));
        }
    }
}
