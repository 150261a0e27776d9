package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Observation;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the newest observation of a resource showed, as far as readers are shown it. */
record Seen(
        Phase phase,
        @Nullable String ready,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String revision,
        @Nullable String attemptedRevision,
        boolean suspended,
        List<Reference> dependsOn,
        @Nullable Reference source,
        Map<String, String> labels) {

    static Seen of(Observed observed, Phase phase) {
        Condition ready = observed.condition(Condition.READY);
        return new Seen(
                phase,
                ready == null ? null : ready.status(),
                ready == null ? null : ready.reason(),
                ready == null ? null : cut(ready.message()),
                Observation.revision(observed, phase),
                observed.attemptedRevision(),
                observed.suspended(),
                observed.dependsOn(),
                observed.source(),
                observed.labels());
    }

    boolean hasSameReferences(Seen other) {
        return dependsOn.equals(other.dependsOn)
                && (source == null ? other.source == null : source.equals(other.source));
    }

    /** Whether reason and message are the same, and so in all of their length. */
    boolean saysWhole(Seen other) {
        return Objects.equals(reason, other.reason)
                && message != null
                && message.length() < FluxAlert.MAX_MESSAGE - 1
                && message.equals(other.message);
    }

    /** Whether readers are shown the same, the phase aside: a row shows what has settled. */
    boolean readsLike(Seen other) {
        return withPhase(other.phase).equals(other);
    }

    private Seen withPhase(Phase other) {
        return phase == other
                ? this
                : new Seen(
                        other,
                        ready,
                        reason,
                        message,
                        revision,
                        attemptedRevision,
                        suspended,
                        dependsOn,
                        source,
                        labels);
    }

    /** At most {@link FluxAlert#MAX_MESSAGE} characters, and no half of one. */
    static String cut(String message) {
        if (message.length() <= FluxAlert.MAX_MESSAGE) {
            return message;
        }
        int end = FluxAlert.MAX_MESSAGE;
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
    }

    /** Conditions with messages {@link #cut(String) cut}. */
    static List<Condition> cut(List<Condition> conditions) {
        for (Condition condition : conditions) {
            if (condition.message().length() > FluxAlert.MAX_MESSAGE) {
                return conditions.stream().map(Seen::cut).toList();
            }
        }
        return conditions;
    }

    private static Condition cut(Condition condition) {
        return new Condition(
                condition.type(),
                condition.status(),
                condition.reason(),
                cut(condition.message()),
                condition.observedGeneration(),
                condition.lastTransitionTime());
    }

    void write(RowWriter out) {
        out.constant(phase);
        out.optional(ready);
        out.optional(reason);
        out.optional(message);
        out.optional(revision);
        out.optional(attemptedRevision);
        out.bool(suspended);
        out.references(dependsOn);
        out.bool(source != null);
        if (source != null) {
            out.reference(source);
        }
        out.strings(labels);
    }

    static Seen read(RowReader in) {
        Phase phase = in.constant(Phase.class);
        if (phase == null) {
            throw new IncompatibleMemoryException("an observation has no phase");
        }
        return new Seen(
                phase,
                in.optional(),
                in.optional(),
                in.optional(),
                in.optional(),
                in.optional(),
                in.bool(),
                in.references(),
                in.bool() ? in.reference() : null,
                in.strings());
    }
}
