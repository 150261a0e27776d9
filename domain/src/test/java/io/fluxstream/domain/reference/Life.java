package io.fluxstream.domain.reference;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.transition.FluxTransition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one resource: every observation of its present incarnation, or that it is gone.
 *
 * @param sightings in their order; none when it is gone
 * @param resourceVersion of the last record that was applied; null once a restored cluster made it meaningless
 * @param goneAt null unless it is gone
 */
record Life(
        List<Sighting> sightings,
        @Nullable Long resourceVersion,
        @Nullable Instant goneAt) {

    static Life begins(Sighting first) {
        return new Life(List.of(first), first.observed().resourceVersion(), null);
    }

    Life goesOn(Sighting next) {
        List<Sighting> longer = new ArrayList<>(sightings);
        longer.add(next);
        return new Life(List.copyOf(longer), next.observed().resourceVersion(), null);
    }

    static Life ends(@Nullable Long resourceVersion, Instant at) {
        return new Life(List.of(), resourceVersion, at);
    }

    Life withoutVersion() {
        return new Life(sightings, null, goneAt);
    }

    boolean isGone() {
        return goneAt != null;
    }

    boolean isOutdated(long version) {
        return resourceVersion != null && version <= resourceVersion;
    }

    Sighting first() {
        return sightings.get(0);
    }

    Sighting newest() {
        return sightings.get(sightings.size() - 1);
    }

    String uid() {
        return first().observed().uid();
    }

    /** What is believed: the last settled phase; null while none has settled. */
    @Nullable Phase settled() {
        if (isGone()) {
            return Phase.GONE;
        }
        Phase settled = null;
        for (Sighting sighting : sightings) {
            settled = sighting.phase().isSettled() ? sighting.phase() : settled;
        }
        return settled;
    }

    /** The observations that say FAILED. */
    List<Sighting> failures() {
        return sightings.stream()
                .filter(sighting -> sighting.phase() == Phase.FAILED)
                .toList();
    }

    /** When it turned from READY to FAILED or back, as long as nobody suspended it in between. */
    List<Sighting> flips() {
        List<Sighting> flips = new ArrayList<>();
        Phase verdict = null;
        for (Sighting sighting : sightings) {
            Phase phase = sighting.phase();
            if (phase == Phase.SUSPENDED || phase == Phase.STATIC) {
                flips.clear();
                verdict = null;
            } else if (phase == Phase.READY || phase == Phase.FAILED) {
                if (verdict != null && verdict != phase) {
                    flips.add(sighting);
                }
                verdict = phase;
            }
        }
        return flips;
    }

    /** Everything that changed in this incarnation, worked out from its first observation on. */
    List<FluxTransition> transitions() {
        List<FluxTransition> transitions = new ArrayList<>();
        List<Sighting> before = new ArrayList<>();
        for (Sighting sighting : sightings) {
            FluxTransition transition = Changes.of(sighting, before, transitions);
            if (transition != null) {
                transitions.add(transition);
            }
            before.add(sighting);
        }
        return transitions;
    }

    /** When what is believed last changed; null while nothing has settled. */
    @Nullable Instant lastPhaseTransition() {
        return Changes.lastPhaseTransition(transitions());
    }

    /** What it refers to, in the order of their bytes. */
    NavigableSet<Reference> references() {
        NavigableSet<Reference> references = new TreeSet<>();
        if (!isGone()) {
            references.addAll(newest().observed().dependsOn());
            if (newest().observed().source() != null) {
                references.add(newest().observed().source());
            }
        }
        return references;
    }
}
