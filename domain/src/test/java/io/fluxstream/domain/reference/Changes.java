package io.fluxstream.domain.reference;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.transition.FluxTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one observation changes in what is believed of a resource. */
final class Changes {
    private Changes() {}

    /**
     * The transition that an observation makes, or null.
     *
     * @param before the earlier observations of the incarnation
     * @param made the transitions that those made
     */
    static @Nullable FluxTransition of(Sighting sighting, List<Sighting> before, List<FluxTransition> made) {
        Phase to = sighting.phase();
        if (!to.isSettled()) {
            return null;
        }
        Sighting last = lastSettled(before);
        Phase from = last == null ? null : last.phase();
        if (from != to) {
            Instant left = lastPhaseTransition(made);
            return transition(
                    FluxTransition.Type.PHASE,
                    sighting,
                    from,
                    left == null ? null : Duration.between(left, sighting.at()));
        }
        if (to == Phase.FAILED && last != null && !sighting.failsLike(last)) {
            return transition(FluxTransition.Type.REASON, sighting, from, null);
        }
        String revision = sighting.revision();
        if (to == Phase.READY
                && revision != null
                && !revision.equals(made.get(made.size() - 1).revision())) {
            return transition(FluxTransition.Type.REVISION, sighting, from, null);
        }
        return null;
    }

    private static FluxTransition transition(
            FluxTransition.Type type, Sighting sighting, @Nullable Phase from, @Nullable Duration previousFor) {
        return new FluxTransition(
                type,
                sighting.observed().resource(),
                sighting.observed().uid(),
                from,
                sighting.phase(),
                sighting.at(),
                sighting.reason(),
                sighting.message(),
                sighting.revision(),
                previousFor);
    }

    private static @Nullable Sighting lastSettled(List<Sighting> sightings) {
        Sighting last = null;
        for (Sighting sighting : sightings) {
            last = sighting.phase().isSettled() ? sighting : last;
        }
        return last;
    }

    static @Nullable Instant lastPhaseTransition(List<FluxTransition> transitions) {
        Instant last = null;
        for (FluxTransition transition : transitions) {
            last = transition.type() == FluxTransition.Type.PHASE ? transition.at() : last;
        }
        return last;
    }
}
