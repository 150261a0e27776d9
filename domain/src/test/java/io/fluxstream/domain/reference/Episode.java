package io.fluxstream.domain.reference;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that lasts.
 *
 * @param opening the number of the record that opened it
 * @param openedAt the time it was opened at
 * @param since the time it is counted from, never later
 * @param openingVersion the resourceVersion of the record that opened it, as ids are made of; empty for a cluster
 * @param lost it is a failure of what was READY before
 * @param evidence its observations of the phase that opened it; none for a cluster
 * @param closed the phase that ended it; null while it lasts
 */
record Episode(
        When when,
        ResourceId resource,
        String uid,
        int opening,
        Instant openedAt,
        Instant since,
        String openingVersion,
        boolean lost,
        List<Sighting> evidence,
        @Nullable Phase closed) {

    /** The episodes of an incarnation of one sort, the last one perhaps still open. */
    static List<Episode> of(When when, List<Sighting> incarnation) {
        List<Episode> episodes = new ArrayList<>();
        Episode open = null;
        for (int i = 0; i < incarnation.size(); i++) {
            Sighting sighting = incarnation.get(i);
            Phase phase = sighting.phase();
            if (open == null && opens(when, phase)) {
                open = open(when, incarnation.subList(0, i), sighting);
            } else if (open != null && opens(when, phase)) {
                open = open.with(sighting);
            } else if (open != null && closes(when, phase)) {
                episodes.add(open.closedBy(phase));
                open = null;
            }
        }
        if (open != null) {
            episodes.add(open);
        }
        return episodes;
    }

    private static boolean opens(When when, Phase phase) {
        return phase == opener(when);
    }

    private static Phase opener(When when) {
        return switch (when) {
            case FAILING, LOST -> Phase.FAILED;
            case WAITING -> Phase.WAITING;
            case PROGRESSING -> Phase.PROGRESSING;
            case PENDING -> Phase.PENDING;
            case DELETING -> Phase.DELETING;
            case SUSPENDED -> Phase.SUSPENDED;
            case FLAPPING, UNREACHABLE -> throw new IllegalArgumentException("no phase of a resource opens " + when);
        };
    }

    /** Whether a phase other than the one that opened it ends it. */
    private static boolean closes(When when, Phase phase) {
        return switch (when) {
            case FAILING, LOST ->
                phase == Phase.READY || phase == Phase.SUSPENDED || phase == Phase.STATIC || phase == Phase.GONE;
            case WAITING, SUSPENDED, PROGRESSING -> phase.isSettled();
            case PENDING -> true;
            case DELETING -> phase == Phase.GONE;
            case FLAPPING, UNREACHABLE -> throw new IllegalArgumentException("no phase of a resource closes " + when);
        };
    }

    private static Episode open(When when, List<Sighting> before, Sighting sighting) {
        return new Episode(
                when,
                sighting.observed().resource(),
                sighting.observed().uid(),
                sighting.number(),
                sighting.at(),
                since(when, before.isEmpty(), sighting),
                Long.toString(sighting.observed().resourceVersion()),
                lastVerdict(before) == Phase.READY,
                List.of(sighting),
                null);
    }

    private static Instant since(When when, boolean first, Sighting sighting) {
        Condition ready = sighting.ready();
        boolean mayBeEarlier = first
                && (when == When.FAILING || when == When.LOST || when == When.WAITING || when == When.PROGRESSING);
        if (!mayBeEarlier || ready == null || ready.lastTransitionTime() == null) {
            return sighting.at();
        }
        return ready.lastTransitionTime().isBefore(sighting.at()) ? ready.lastTransitionTime() : sighting.at();
    }

    private static @Nullable Phase lastVerdict(List<Sighting> before) {
        Phase verdict = null;
        for (Sighting sighting : before) {
            Phase phase = sighting.phase();
            boolean counts =
                    phase == Phase.READY || phase == Phase.FAILED || phase == Phase.SUSPENDED || phase == Phase.STATIC;
            verdict = counts ? phase : verdict;
        }
        return verdict;
    }

    private Episode with(Sighting sighting) {
        List<Sighting> more = new ArrayList<>(evidence);
        more.add(sighting);
        return new Episode(
                when, resource, uid, opening, openedAt, since, openingVersion, lost, List.copyOf(more), closed);
    }

    /** The same, with other evidence. */
    Episode seenAs(List<Sighting> other) {
        return new Episode(when, resource, uid, opening, openedAt, since, openingVersion, lost, other, closed);
    }

    static Episode flapping(Sighting opening) {
        return new Episode(
                When.FLAPPING,
                opening.observed().resource(),
                opening.observed().uid(),
                opening.number(),
                opening.at(),
                opening.at(),
                Long.toString(opening.observed().resourceVersion()),
                false,
                List.of(),
                null);
    }

    private Episode closedBy(Phase phase) {
        return new Episode(when, resource, uid, opening, openedAt, since, openingVersion, lost, evidence, phase);
    }

    boolean isOpen() {
        return closed == null;
    }
}
