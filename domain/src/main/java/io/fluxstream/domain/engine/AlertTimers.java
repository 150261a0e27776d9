package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When alerts are due: watches over episodes, fires what fell due before a record, holds what lies where nothing is known.
 * One queue per kind, as a kind's lease holds back all of it or none.
 */
final class AlertTimers {
    private static final String LEASE_EXPIRED = "LeaseExpired";

    private final ClusterMemory memory;
    /** Of the cluster itself: never held. */
    private final NavigableSet<AlertTimer> ofCluster = new TreeSet<>(AlertTimer.BY_DUE);

    /** Nothing is due before this moment; may be too early, never too late. */
    private long nextDue = Long.MIN_VALUE;

    AlertTimers(ClusterMemory memory) {
        this.memory = memory;
    }

    /** Takes up the timers of a memory that was just restored. */
    void connect() {
        for (ResourceMemory resource : memory.resources.values()) {
            KindMemory kind = memory.kind(resource.id.kind());
            resource.episodes.forEach(episode -> enqueue(episode, kind.timers));
        }
        if (memory.unreachable != null) {
            enqueue(memory.unreachable, ofCluster);
        }
    }

    private static void enqueue(Episode episode, NavigableSet<AlertTimer> queue) {
        for (AlertTimer timer : episode.timers) {
            if (timer.due != AlertTimer.NEVER) {
                queue.add(timer);
            }
        }
    }

    /** Fires, in order, everything that is due before {@code t} and not held. */
    void drain(long t, Outcome outcome) {
        while (nextDue < t) {
            long leaseEnd = nextLeaseEnd();
            AlertTimer timer = earliest();
            if (leaseEnd < t && (timer == null || leaseEnd <= timer.due)) {
                openUnreachable(leaseEnd);
            } else if (timer != null && timer.due < t) {
                queue(timer).remove(timer);
                outcome.due(speak(timer));
            }
            lookAhead();
        }
    }

    /** The kinds' leases changed. */
    void lookAhead() {
        long next = nextLeaseEnd();
        AlertTimer timer = earliest();
        nextDue = timer == null ? next : Math.min(next, timer.due);
    }

    private @Nullable AlertTimer earliest() {
        AlertTimer earliest = ofCluster.isEmpty() ? null : ofCluster.first();
        for (KindMemory kind : memory.kinds.values()) {
            if (kind.nextDue() != AlertTimer.NEVER) {
                AlertTimer first = kind.timers.first();
                if (earliest == null || AlertTimer.BY_DUE.compare(first, earliest) < 0) {
                    earliest = first;
                }
            }
        }
        return earliest;
    }

    /** When the cluster became, or will become, unreachable unless a heartbeat comes; never while it already is. */
    private long nextLeaseEnd() {
        if (memory.unreachable != null) {
            return AlertTimer.NEVER;
        }
        long end = AlertTimer.NEVER;
        for (KindMemory kind : memory.kinds.values()) {
            if (kind.named) {
                end = Math.min(end, kind.liveUntil());
            }
        }
        return end;
    }

    private void openUnreachable(long leaseEnd) {
        ResourceId resource = ResourceId.ofCluster(memory.cluster);
        Episode episode = new Episode(When.UNREACHABLE, resource, "", leaseEnd, "");
        for (RuleBook.Placed placed : memory.rules.watching(When.UNREACHABLE, resource)) {
            long due = Math.max(due(leaseEnd, placed.rule()), memory.clock);
            AlertTimer timer = new AlertTimer(episode, placed, due);
            episode.timers.add(timer);
            ofCluster.add(timer);
        }
        memory.unreachable = episode;
        memory.touch();
    }

    void closeUnreachable(long t, Outcome outcome) {
        if (memory.unreachable != null) {
            close(memory.unreachable, t, Resolution.RECOVERED, ofCluster, outcome);
            memory.unreachable = null;
            memory.touch();
        }
    }

    /** Sets the timers of an episode that opened at {@code t}; what is due already fires within the record. */
    void watch(Episode episode, boolean wasReady, KindMemory kind, long t, Outcome outcome) {
        List<RuleBook.Placed> watching = memory.rules.watching(episode.when, episode.resource);
        if (episode.when == When.FAILING && wasReady) {
            List<RuleBook.Placed> lost = memory.rules.watching(When.LOST, episode.resource);
            if (!lost.isEmpty()) {
                watching = new ArrayList<>(watching);
                watching.addAll(lost);
            }
        }
        for (RuleBook.Placed placed : watching) {
            AlertTimer timer = new AlertTimer(episode, placed, Math.max(due(episode.since, placed.rule()), t));
            episode.timers.add(timer);
            if (timer.due == t && kind.covers(t)) {
                speakWithin(timer, outcome);
            }
            schedule(timer, kind.timers);
        }
    }

    /** Fires what was held of a kind and has fallen due before {@code t}, in the midst of a record. */
    void release(KindMemory kind, long t, Outcome outcome) {
        while (!kind.timers.isEmpty() && kind.timers.first().due < t) {
            AlertTimer timer = kind.timers.pollFirst();
            timer.skipMissedRepeats(t);
            speakWithin(timer, outcome);
            schedule(timer, kind.timers);
            touch(timer);
        }
    }

    /** Takes back the timers of an episode that ended and resolves what has fired. */
    void close(Episode episode, long t, Resolution resolution, Outcome outcome) {
        close(episode, t, resolution, memory.kind(episode.resource.kind()).timers, outcome);
    }

    private static void close(
            Episode episode, long t, Resolution resolution, NavigableSet<AlertTimer> queue, Outcome outcome) {
        for (AlertTimer timer : episode.timers) {
            queue.remove(timer);
            if (timer.hasFired()) {
                outcome.resolved(timer, timer.resolved(t, resolution));
            }
        }
    }

    /** Why an alert ends with that phase. */
    static Resolution resolution(Phase closing) {
        return switch (closing) {
            case GONE -> Resolution.DELETED;
            case SUSPENDED -> Resolution.SUSPENDED;
            default -> Resolution.RECOVERED;
        };
    }

    /** Puts into words what fires within a record, from the state as the record left it. */
    FluxAlert inWords(Outcome.Spoken spoken) {
        if (spoken.sequence() == 0) {
            carry(spoken.timer());
        }
        return spoken.timer().spoken(spoken.sequence(), spoken.at());
    }

    private static void speakWithin(AlertTimer timer, Outcome outcome) {
        long at = timer.due;
        timer.speak();
        outcome.fires(timer, timer.sequence, at);
    }

    private FluxAlert speak(AlertTimer timer) {
        long at = timer.due;
        timer.speak();
        schedule(timer, queue(timer));
        touch(timer);
        if (timer.episode.when == When.UNREACHABLE) {
            timer.episode.says(LEASE_EXPIRED, kindsOutOfReach(at), null);
        }
        if (timer.sequence == 0) {
            carry(timer);
        }
        return timer.spoken(timer.sequence, at);
    }

    private String kindsOutOfReach(long at) {
        StringBuilder message = new StringBuilder();
        for (KindMemory kind : memory.kinds.values()) {
            if (kind.named && kind.liveUntil() <= at) {
                message.append(message.length() == 0 ? "" : "; ")
                        .append(kind.kind)
                        .append(": ")
                        .append(kind.error == null ? "no heartbeat" : kind.error);
            }
        }
        return Seen.cut(message.toString());
    }

    private void carry(AlertTimer timer) {
        ResourceId id = timer.episode.resource;
        ResourceMemory resource = memory.resources.get(id);
        SortedSet<Reference> affected = memory.graph.affected(id);
        List<Reference> named = affected.stream().limit(FluxAlert.MAX_AFFECTED).toList();
        Map<String, String> labels = resource == null || resource.seen == null ? Map.of() : resource.seen.labels();
        timer.carry(memory.graph.rootCause(id), named, affected.size(), labels);
    }

    private void schedule(AlertTimer timer, NavigableSet<AlertTimer> queue) {
        if (timer.due != AlertTimer.NEVER) {
            queue.add(timer);
            nextDue = Math.min(nextDue, timer.due);
        }
    }

    private NavigableSet<AlertTimer> queue(AlertTimer timer) {
        return timer.episode.when == When.UNREACHABLE ? ofCluster : memory.kind(timer.episode.resource.kind()).timers;
    }

    private void touch(AlertTimer timer) {
        ResourceMemory resource = memory.resources.get(timer.episode.resource);
        if (resource == null) {
            memory.touch();
        } else {
            memory.touch(resource);
        }
    }

    private static long due(long since, Rule rule) {
        return since + rule.lasting().toMillis();
    }
}
