package io.fluxstream.domain.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does differently for some resources; what is null stays as it is.
 *
 * @param match by clusters, kinds, namespaces and names only: what never changes for a resource
 * @param repeat zero for never
 */
public record RuleOverride(
        Selector match,
        @Nullable Duration lasting,
        @Nullable Duration repeat,
        @Nullable Duration keepFiringFor,
        @Nullable Severity severity,
        @Nullable Boolean enabled) {
    public RuleOverride {
        if (match.isDynamic()) {
            throw new IllegalArgumentException("an override cannot match by labels or reasons");
        }
    }

    /** What becomes of the rule for the resources that match. */
    public Rule applied(Rule rule) {
        Rule.Builder changed = rule.toBuilder();
        if (lasting != null) {
            changed.lasting(lasting);
        }
        if (repeat != null) {
            changed.repeat(repeat.isZero() ? null : repeat);
        }
        if (keepFiringFor != null) {
            changed.keepFiringFor(keepFiringFor);
        }
        if (severity != null) {
            changed.severity(severity);
        }
        if (enabled != null) {
            changed.enabled(enabled);
        }
        return changed.build();
    }
}
