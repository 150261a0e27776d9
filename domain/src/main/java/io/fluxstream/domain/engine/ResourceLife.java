package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.phase.Observation;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.rule.Flapping;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.transition.FluxTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What observations and deletions do to one resource: incarnations, transitions, episodes. */
final class ResourceLife {
    private final ClusterMemory memory;
    private final AlertTimers timers;

    ResourceLife(ClusterMemory memory, AlertTimers timers) {
        this.memory = memory;
        this.timers = timers;
    }

    /** Applies an observation that is not stale. */
    void observe(ResourceMemory resource, KindMemory kind, Observed observed, long t, Outcome outcome) {
        boolean first = resource.seen == null;
        ResourceMemory.Shown shownBefore = resource.shown();
        Seen before = resource.seen;
        if (first) {
            begin(resource, kind, observed.uid());
        } else if (!resource.uid.equals(observed.uid())) {
            closeAll(resource, t, Resolution.REPLACED, outcome);
            resource.startAfresh(observed.uid());
            first = true;
        }
        resource.resourceVersion = observed.resourceVersion();

        Phase phase = Observation.phase(observed);
        boolean looksTheSame = before != null && before.isOf(observed, phase);
        Seen now = before != null && looksTheSame ? before : Seen.of(observed, phase);
        relate(resource, before, now);
        resource.seen = now;
        if (first || !looksTheSame) {
            memory.touch(resource);
        }

        Episode failure = resource.open(When.FAILING);
        closeBy(resource, phase, t, outcome);
        if (phase.isSettled()) {
            settle(resource, observed, phase, fingerprint(resource, phase, observed), t, outcome);
        }
        open(resource, kind, observed, now, first, t, outcome);
        if (isVerdict(phase)) {
            flap(resource, kind, observed, phase, failure, t, outcome);
            resource.verdict = phase;
        }
        timers.reconsider(resource.episodes, kind, t, outcome);
        if (before == null
                || (!looksTheSame && !now.readsLike(before))
                || !resource.shown().equals(shownBefore)) {
            resource.lastSeen = t;
            memory.touch(resource);
            outcome.row(resource);
        }
    }

    /** Ends a known resource: seen deleted, or found missing. */
    void end(ResourceMemory resource, KindMemory kind, long t, Outcome outcome) {
        closeAll(resource, t, Resolution.DELETED, outcome);
        outcome.transition(new FluxTransition(
                FluxTransition.Type.PHASE,
                resource.id,
                resource.uid,
                resource.settled,
                Phase.GONE,
                Instant.ofEpochMilli(t),
                null,
                null,
                null,
                previousFor(resource, t)));
        if (resource.seen != null) {
            memory.graph.remove(resource.id, resource.seen);
        }
        kind.resources--;
        resource.becomesGone(t);
        memory.rememberGone(resource);
        outcome.row(resource);
    }

    private void begin(ResourceMemory resource, KindMemory kind, String uid) {
        resource.startAfresh(uid);
        kind.resources++;
    }

    private void relate(ResourceMemory resource, @Nullable Seen before, Seen now) {
        if (before != null && before.hasSameReferences(now)) {
            return;
        }
        if (before != null) {
            memory.graph.remove(resource.id, before);
        }
        memory.graph.add(resource.id, now);
    }

    private void settle(
            ResourceMemory resource,
            Observed observed,
            Phase phase,
            @Nullable String fingerprint,
            long t,
            Outcome outcome) {
        String revision = Observation.revision(observed, phase);
        if (resource.settled != phase) {
            outcome.transition(
                    transition(FluxTransition.Type.PHASE, resource, phase, t, revision, previousFor(resource, t)));
            resource.lastTransition = t;
            resource.carriedRevision = revision;
        } else if (fingerprint != null && !fingerprint.equals(resource.fingerprint)) {
            outcome.transition(transition(FluxTransition.Type.REASON, resource, phase, t, revision, null));
            resource.carriedRevision = revision;
        } else if (phase == Phase.READY && revision != null && !revision.equals(resource.carriedRevision)) {
            outcome.transition(transition(FluxTransition.Type.REVISION, resource, phase, t, revision, null));
            resource.carriedRevision = revision;
            memory.touch(resource);
        }
        if (resource.settled != phase || !Objects.equals(resource.fingerprint, fingerprint)) {
            memory.touch(resource);
        }
        resource.fingerprint = fingerprint;
        resource.settled = phase;
    }

    /** Of a failure; null for anything else. */
    private static @Nullable String fingerprint(ResourceMemory resource, Phase phase, Observed observed) {
        if (phase != Phase.FAILED) {
            return null;
        }
        Condition ready = observed.condition(Condition.READY);
        return ready == null ? "" : resource.failure(ready).fingerprint();
    }

    private static FluxTransition transition(
            FluxTransition.Type type,
            ResourceMemory resource,
            Phase to,
            long t,
            @Nullable String revision,
            @Nullable Duration previousFor) {
        Seen seen = resource.seen;
        return new FluxTransition(
                type,
                resource.id,
                resource.uid,
                resource.settled,
                to,
                Instant.ofEpochMilli(t),
                seen == null ? null : seen.reason(),
                seen == null ? null : seen.message(),
                revision,
                previousFor);
    }

    private static @Nullable Duration previousFor(ResourceMemory resource, long t) {
        return resource.settled == null ? null : Duration.ofMillis(t - resource.lastTransition);
    }

    private void closeBy(ResourceMemory resource, Phase phase, long t, Outcome outcome) {
        if (resource.episodes.isEmpty()) {
            return;
        }
        List<Episode> ending = List.of();
        for (Episode episode : resource.episodes) {
            if (isEndedBy(episode, phase)) {
                ending = ending.isEmpty() ? new ArrayList<>(resource.episodes.size()) : ending;
                ending.add(episode);
            }
        }
        for (Episode episode : ending) {
            timers.close(episode, t, resolution(phase), outcome);
        }
    }

    /** An alert whose resolution is held back does not outlast a suspension. */
    private static boolean isEndedBy(Episode episode, Phase phase) {
        return episode.closed ? phase == Phase.SUSPENDED && episode.when != When.SUSPENDED : episode.isClosedBy(phase);
    }

    private void closeAll(ResourceMemory resource, long t, Resolution resolution, Outcome outcome) {
        for (Episode episode : List.copyOf(resource.episodes)) {
            timers.close(episode, t, resolution, outcome);
        }
    }

    /** Why an alert ends with that phase. */
    private static Resolution resolution(Phase closing) {
        return switch (closing) {
            case GONE -> Resolution.DELETED;
            case SUSPENDED -> Resolution.SUSPENDED;
            default -> Resolution.RECOVERED;
        };
    }

    private void open(
            ResourceMemory resource,
            KindMemory kind,
            Observed observed,
            Seen seen,
            boolean first,
            long t,
            Outcome outcome) {
        When when = Episode.openedBy(seen.phase());
        if (when == null) {
            return;
        }
        Episode known = resource.open(when);
        if (known != null) {
            if (says(known, seen, observed)) {
                memory.touch(resource);
            }
            return;
        }
        long since = first && Episode.mayHaveBegunUnseen(when) ? earlier(observed, t) : t;
        boolean lost = when == When.FAILING && resource.verdict == Phase.READY;
        Episode episode = new Episode(when, resource, since, observed.resourceVersion(), lost);
        says(episode, seen, observed);
        resource.episodes.add(episode);
        timers.watch(episode, memory.watching(episode), resource.episodes, kind, t, outcome);
    }

    private static boolean says(Episode episode, Seen seen, Observed observed) {
        return episode.says(seen.reason(), seen.message(), seen.revision(), Seen.cut(observed.conditions()));
    }

    /**
     * Counts the changes between READY and FAILED.
     *
     * @param failure the episode of the failure that was open before this record; null for none
     */
    private void flap(
            ResourceMemory resource,
            KindMemory kind,
            Observed observed,
            Phase verdict,
            @Nullable Episode failure,
            long t,
            Outcome outcome) {
        if (verdict != Phase.READY && verdict != Phase.FAILED) {
            memory.touch(resource);
            resource.changes.forget();
            return;
        }
        boolean changed =
                resource.verdict != verdict && (resource.verdict == Phase.READY || resource.verdict == Phase.FAILED);
        Episode said = verdict == Phase.FAILED ? resource.open(When.FAILING) : failure;
        if (said != null) {
            resource.eachFlapping(episode -> {
                if (episode.saysLike(said)) {
                    memory.touch(resource);
                }
            });
        }
        if (said != null && changed) {
            memory.touch(resource);
            resource.changes.add(t);
            for (RuleBook.Placed placed : memory.selection(resource).watching(When.FLAPPING)) {
                flap(resource, kind, said, placed, observed.resourceVersion(), t, outcome);
            }
        }
    }

    private void flap(
            ResourceMemory resource,
            KindMemory kind,
            Episode failure,
            RuleBook.Placed placed,
            long version,
            long t,
            Outcome outcome) {
        Flapping flapping = Objects.requireNonNull(placed.rule().flapping());
        Episode episode = resource.flapping(placed.rule().alert());
        if (episode == null) {
            if (!resource.changes.are(flapping)) {
                return;
            }
            episode = new Episode(When.FLAPPING, resource, t, version, false);
            episode.saysLike(failure);
            resource.episodes.add(episode);
            timers.watch(episode, List.of(placed), resource.episodes, kind, t, outcome);
        }
        timers.prolong(episode, t + flapping.within().toMillis());
    }

    /** A resource that was down before anyone watched is not given more time. */
    private static long earlier(Observed observed, long t) {
        Condition ready = observed.condition(Condition.READY);
        Instant moved = ready == null ? null : ready.lastTransitionTime();
        return moved == null ? t : Math.min(t, moved.toEpochMilli());
    }

    private static boolean isVerdict(Phase phase) {
        return switch (phase) {
            case READY, FAILED, SUSPENDED, STATIC -> true;
            default -> false;
        };
    }
}
