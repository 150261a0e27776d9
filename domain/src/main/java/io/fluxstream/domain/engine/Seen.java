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

    /** Whether an observation of that phase shows just this. */
    boolean isOf(Observed observed, Phase of) {
        Condition said = observed.condition(Condition.READY);
        return phase == of
                && (said == null ? ready == null : says(said))
                && Objects.equals(revision, Observation.revision(observed, of))
                && Objects.equals(attemptedRevision, observed.attemptedRevision())
                && suspended == observed.suspended()
                && dependsOn.equals(observed.dependsOn())
                && Objects.equals(source, observed.source())
                && labels.equals(observed.labels());
    }

    private boolean says(Condition said) {
        return said.status().equals(ready)
                && said.reason().equals(reason)
                && message != null
                && message.equals(cut(said.message()));
    }

    boolean hasSameReferences(Seen other) {
        return dependsOn.equals(other.dependsOn)
                && (source == null ? other.source == null : source.equals(other.source));
    }

    /** Whether readers are shown the same, the phase aside: a row shows what has settled. */
    boolean readsLike(Seen other) {
        return suspended == other.suspended
                && Objects.equals(ready, other.ready)
                && Objects.equals(reason, other.reason)
                && Objects.equals(message, other.message)
                && Objects.equals(revision, other.revision)
                && Objects.equals(attemptedRevision, other.attemptedRevision)
                && hasSameReferences(other)
                && labels.equals(other.labels);
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
