package io.fluxstream.domain.alert;

import io.fluxstream.domain.EventTime;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event in the life of an alert: a record of the topic flux-alerts.
 *
 * @param id joins the events of one alert; 16 hexadecimal digits
 * @param incident joins the alerts of one episode; 16 hexadecimal digits
 * @param sequence 0 on firing, then one more on every repetition; on resolved the last one's
 * @param uid of the resource; empty for a cluster
 * @param since when the condition began
 * @param at when this event happened, on the cluster's clock
 * @param resolution only on resolved
 * @param rootCause what the resource depends on that is at fault, as it was when the alert fired
 * @param affected what refers to the resource, as it was when the alert fired; at most 50
 * @param affectedCount how many refer to it, those left out of {@code affected} included
 * @param labels the resource's, as they were when the alert fired
 * @param ruleLabels the rule's own
 * @param annotations what the rule says in words, as it said it when the alert fired
 * @param rules the revision of the rules by which the alert was raised; 0 when they are in no log
 */
public record FluxAlert(
        String id,
        String incident,
        String rule,
        Action action,
        int sequence,
        Severity severity,
        ResourceId resource,
        String uid,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String revision,
        Instant since,
        Instant at,
        @Nullable Resolution resolution,
        @Nullable RootCause rootCause,
        List<Reference> affected,
        int affectedCount,
        Map<String, String> labels,
        Map<String, String> ruleLabels,
        Map<String, String> annotations,
        long rules) {
    /** The most names in {@link #affected}. */
    public static final int MAX_AFFECTED = 50;

    /** The most characters of a message in an alert, a transition or a resource's row. */
    public static final int MAX_MESSAGE = 1_024;

    /** What happened to the alert. */
    public enum Action {
        FIRING,
        REPEATED,
        RESOLVED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** As on the wire: in lower case. */
        public String wireName() {
            return wireName;
        }
    }

    /** Why an alert ended. */
    public enum Resolution {
        RECOVERED,
        SUSPENDED,
        DELETED,
        /** Another resource took the name: a new uid. */
        REPLACED,
        /** The rule that raised it is no more, or does not concern the resource any more. */
        RULE_REMOVED("ruleRemoved");

        private final String wireName;

        Resolution() {
            wireName = name().toLowerCase(Locale.ROOT);
        }

        Resolution(String wireName) {
            this.wireName = wireName;
        }

        /** As on the wire. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * The resource at fault further down the dependencies.
     *
     * @param missing it was referred to but never seen
     */
    public record RootCause(Reference resource, boolean missing) {}

    public FluxAlert {
        if (id.isEmpty() || incident.isEmpty() || rule.isEmpty()) {
            throw new IllegalArgumentException("an alert has an id, an incident and a rule");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must not be negative, but was " + sequence);
        }
        if ((action == Action.RESOLVED) != (resolution != null)) {
            throw new IllegalArgumentException(
                    "a resolution belongs to resolved alerts, but was " + resolution + " on " + action.wireName());
        }
        if (affected.size() > MAX_AFFECTED) {
            throw new IllegalArgumentException(
                    "affected must be at most " + MAX_AFFECTED + ", but were " + affected.size());
        }
        if (affectedCount < affected.size()) {
            throw new IllegalArgumentException(
                    "affectedCount must be at least " + affected.size() + ", but was " + affectedCount);
        }
        since = EventTime.of(since);
        at = EventTime.of(at);
        affected = List.copyOf(affected);
        if (rules < 0) {
            throw new IllegalArgumentException("rules must not be negative, but was " + rules);
        }
    }

    /** An alert whose rule is in no log and adds nothing of its own. */
    public FluxAlert(
            String id,
            String incident,
            String rule,
            Action action,
            int sequence,
            Severity severity,
            ResourceId resource,
            String uid,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String revision,
            Instant since,
            Instant at,
            @Nullable Resolution resolution,
            @Nullable RootCause rootCause,
            List<Reference> affected,
            int affectedCount,
            Map<String, String> labels) {
        this(
                id,
                incident,
                rule,
                action,
                sequence,
                severity,
                resource,
                uid,
                reason,
                message,
                revision,
                since,
                at,
                resolution,
                rootCause,
                affected,
                affectedCount,
                labels,
                Map.of(),
                Map.of(),
                0);
    }
}
