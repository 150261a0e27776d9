package io.fluxstream.domain.rule;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When to alert.
 *
 * @param alert the name of its alerts
 * @param lasting how long the condition must last; zero or more ({@code for} in rule files)
 * @param repeat how often to alert again while it lasts; null for never
 * @param kinds the kinds it speaks about, by their {@link io.fluxstream.domain.resource.Kinds#name names}; empty for all
 */
public record Rule(
        String alert, When when, Duration lasting, @Nullable Duration repeat, Set<String> kinds, Severity severity) {
    public Rule {
        if (alert.isEmpty()) {
            throw new IllegalArgumentException("a rule's alert must not be empty");
        }
        if (lasting.isNegative()) {
            throw new IllegalArgumentException("for of " + alert + " must not be negative, but was " + lasting);
        }
        if (repeat != null && (repeat.isNegative() || repeat.toMillis() == 0)) {
            throw new IllegalArgumentException(
                    "repeat of " + alert + " must be at least a millisecond, but was " + repeat);
        }
        kinds = Set.copyOf(kinds);
    }

    /** Whether the rule speaks about resources of that kind. */
    public boolean selects(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    Rule lasting(Duration other) {
        return new Rule(alert, when, other, repeat, kinds, severity);
    }
}
