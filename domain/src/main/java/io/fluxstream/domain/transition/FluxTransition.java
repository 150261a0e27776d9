package io.fluxstream.domain.transition;

import io.fluxstream.domain.EventTime;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change in what is believed of a resource.
 *
 * @param uid of the incarnation that changed
 * @param from the settled phase left; null at first sight, equal to {@code to} unless the type is PHASE
 * @param at on the cluster's clock
 * @param revision of a READY resource the applied or artifact revision, of a FAILED or WAITING one the attempted
 * @param previousFor how long the phase left had lasted; null unless a phase was left
 */
public record FluxTransition(
        Type type,
        ResourceId resource,
        String uid,
        @Nullable Phase from,
        Phase to,
        Instant at,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String revision,
        @Nullable Duration previousFor)
        implements TransitionEvent {
    /** What changed. */
    public enum Type {
        /** The settled phase. */
        PHASE,
        /** The fingerprint of a failure. */
        REASON,
        /** The applied revision of a READY resource. */
        REVISION
    }

    public FluxTransition {
        if (!to.isSettled() || (from != null && !from.isSettled())) {
            throw new IllegalArgumentException("a transition joins settled phases, but was " + from + " to " + to);
        }
        at = EventTime.of(at);
    }

    @Override
    public String cluster() {
        return resource.cluster();
    }

    @Override
    public String key() {
        return resource.toString();
    }

    @Override
    public <R> R match(Function<FluxTransition, R> transition, Function<RulesActivated, R> activated) {
        return transition.apply(this);
    }
}
