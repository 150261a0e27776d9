package io.fluxstream.domain.rule;

import io.fluxstream.domain.resource.ResourceId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When to alert.
 *
 * @param alert the name of its alerts
 * @param flapping what counts as flapping; only for, and always for, {@link When#FLAPPING}
 * @param lasting how long the condition must last; zero or more ({@code for} in rule files)
 * @param repeat how often to alert again while it lasts; null for never
 * @param keepFiringFor how long after the condition is over the alert is resolved; zero for at once
 * @param condition what must hold besides; null for nothing
 * @param labels its own, besides those of the resource
 * @param annotations what its alerts say, by name
 * @param overrides what differs for some resources; the first that matches counts
 * @param enabled whether it alerts at all
 */
public record Rule(
        String alert,
        When when,
        @Nullable Flapping flapping,
        Duration lasting,
        @Nullable Duration repeat,
        Duration keepFiringFor,
        Selector selector,
        @Nullable Expression condition,
        Severity severity,
        Map<String, String> labels,
        Map<String, Template> annotations,
        List<RuleOverride> overrides,
        boolean enabled) {
    /** No duration of a rule is longer. */
    public static final Duration LONGEST = Duration.ofDays(3_650);

    public Rule {
        if (alert.isEmpty()) {
            throw new IllegalArgumentException("a rule's alert must not be empty");
        }
        if ((when == When.FLAPPING) != (flapping != null)) {
            throw new IllegalArgumentException(
                    "changes and within belong to rules that watch flapping, but " + alert + " watches " + when);
        }
        requireDuration("for", alert, lasting, Duration.ZERO);
        requireDuration("keepFiringFor", alert, keepFiringFor, Duration.ZERO);
        if (repeat != null) {
            requireDuration("repeat", alert, repeat, Duration.ofMillis(1));
        }
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        overrides = List.copyOf(overrides);
    }

    private static void requireDuration(String field, String alert, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + " of " + alert + " must be from " + least.toMillis() + " ms to "
                    + LONGEST.toDays() + " days, but was " + value);
        }
    }

    /** A rule about that condition of all resources: at once, never again, with severity error. */
    public static Builder alert(String name) {
        return new Builder(name);
    }

    /**
     * The rule as it is for one resource, its overrides counted in; null when it does not concern that resource. Labels,
     * reasons and the condition are not asked, as they may change.
     */
    public @Nullable Rule about(ResourceId resource) {
        if (!selector.selects(resource)) {
            return null;
        }
        for (RuleOverride override : overrides) {
            if (override.match().selects(resource)) {
                Rule changed = override.applied(this);
                return changed.enabled ? changed : null;
            }
        }
        return enabled ? this : null;
    }

    /** Whether there are parts that may hold at one time and not at another. */
    public boolean isDynamic() {
        return condition != null || selector.isDynamic();
    }

    /** Whether those parts hold. */
    public boolean holds(Subject subject) {
        return selector.selectsNow(subject) && (condition == null || condition.holds(subject));
    }

    public Builder toBuilder() {
        Builder builder = new Builder(alert)
                .when(when)
                .flapping(flapping)
                .lasting(lasting)
                .repeat(repeat)
                .keepFiringFor(keepFiringFor)
                .selector(selector)
                .condition(condition)
                .severity(severity)
                .labels(labels)
                .annotations(annotations)
                .overrides(overrides);
        return builder.enabled(enabled);
    }

    /** Collects what a rule says; what is not set has no effect, and the severity is error. */
    public static final class Builder {
        private final String alert;
        private When when = When.FAILING;
        private @Nullable Flapping flapping;
        private Duration lasting = Duration.ZERO;
        private @Nullable Duration repeat;
        private Duration keepFiringFor = Duration.ZERO;
        private Selector selector = Selector.ALL;
        private @Nullable Expression condition;
        private Severity severity = Severity.ERROR;
        private Map<String, String> labels = Map.of();
        private Map<String, Template> annotations = Map.of();
        private List<RuleOverride> overrides = List.of();
        private boolean enabled = true;

        private Builder(String alert) {
            this.alert = alert;
        }

        public Builder when(When value) {
            when = value;
            return this;
        }

        public Builder flapping(@Nullable Flapping value) {
            flapping = value;
            return this;
        }

        public Builder lasting(Duration value) {
            lasting = value;
            return this;
        }

        public Builder repeat(@Nullable Duration value) {
            repeat = value;
            return this;
        }

        public Builder keepFiringFor(Duration value) {
            keepFiringFor = value;
            return this;
        }

        public Builder selector(Selector value) {
            selector = value;
            return this;
        }

        public Builder condition(@Nullable Expression value) {
            condition = value;
            return this;
        }

        public Builder severity(Severity value) {
            severity = value;
            return this;
        }

        public Builder labels(Map<String, String> value) {
            labels = value;
            return this;
        }

        public Builder annotations(Map<String, Template> value) {
            annotations = value;
            return this;
        }

        public Builder overrides(List<RuleOverride> value) {
            overrides = value;
            return this;
        }

        public Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        public Rule build() {
            return new Rule(
                    alert,
                    when,
                    flapping,
                    lasting,
                    repeat,
                    keepFiringFor,
                    selector,
                    condition,
                    severity,
                    labels,
                    annotations,
                    overrides,
                    enabled);
        }
    }
}
