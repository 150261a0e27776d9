package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When alerts are due: fires what fell due before a record, holds what lies where nothing is known. One queue per kind, as
 * a kind's lease holds back all of it or none.
 */
final class AlertTimers {
    private final ClusterMemory memory;
    private final AlertWords words;
    /** Of the cluster itself: never held. */
    private final NavigableSet<AlertTimer> ofCluster = new TreeSet<>(AlertTimer.BY_DUE);
    /** Nothing is due before this moment; may be too early, never too late. */
    private long nextDue = Long.MIN_VALUE;

    private long drained;

    AlertTimers(ClusterMemory memory, AlertWords words) {
        this.memory = memory;
        this.words = words;
    }

    /** Takes up the timers of all episodes, and none other. */
    void connect() {
        ofCluster.clear();
        memory.kinds.values().forEach(kind -> kind.timers.clear());
        memory.eachEpisode(episode -> episode.timers.forEach(this::schedule));
        nextDue = Long.MIN_VALUE;
    }

    /** Fires, in order, everything that is due before {@code t} and not held. */
    void drain(long t, Outcome outcome) {
        while (nextDue < t) {
            long leaseEnd = nextLeaseEnd();
            AlertTimer timer = earliest();
            if (leaseEnd < t && (timer == null || leaseEnd <= timer.next())) {
                openUnreachable(leaseEnd);
            } else if (timer != null && timer.next() < t) {
                unschedule(timer);
                comesDue(timer, outcome);
            }
            lookAhead();
        }
    }

    /** How many timers came due since the engine was made. */
    long drained() {
        return drained;
    }

    private void comesDue(AlertTimer timer, Outcome outcome) {
        drained++;
        memory.touch(timer.episode);
        if (timer.ends <= timer.due) {
            // What ends at the very instant of a repetition wins, as a recovery does.
            FluxAlert end = end(timer);
            if (end != null) {
                outcome.due(end);
            }
        } else if (timer.hasFired() || words.hold(timer)) {
            long at = timer.due;
            timer.speak();
            schedule(timer);
            outcome.due(words.spoken(timer, at));
        } else {
            timer.refuse();
            schedule(timer);
        }
    }

    /** An alert whose resolution was held back, or a flapping whose window has passed: the resolution, or null. */
    private @Nullable FluxAlert end(AlertTimer timer) {
        long at = timer.ends;
        Episode episode = timer.episode;
        long keep = timer.keepFiringFor();
        if (!timer.isLingering() && timer.hasFired() && keep > 0) {
            episode.closed = true;
            timer.lingers(at + keep);
            schedule(timer);
            return null;
        }
        episode.timers.remove(timer);
        if (episode.timers.isEmpty()) {
            memory.episodes(episode).remove(episode);
        }
        return timer.hasFired() ? timer.resolved(at, Resolution.RECOVERED) : null;
    }

    /** The kinds' leases changed. */
    void lookAhead() {
        long next = nextLeaseEnd();
        AlertTimer timer = earliest();
        nextDue = timer == null ? next : Math.min(next, timer.next());
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
        if (memory.unreachable() != null) {
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
        ResourceId cluster = ResourceId.ofCluster(memory.cluster);
        Episode episode = new Episode(When.UNREACHABLE, cluster, leaseEnd);
        memory.episodes.add(episode);
        for (RuleBook.Placed placed : memory.rules().about(cluster).watching(When.UNREACHABLE)) {
            AlertTimer lingering = lingering(memory.episodes, placed.rule().alert(), When.UNREACHABLE);
            if (lingering == null) {
                add(new AlertTimer(episode, placed, dueAt(episode, placed, memory.clock)), episode);
            } else {
                goOn(lingering, episode, Math.max(leaseEnd, memory.clock));
            }
        }
        memory.touch();
    }

    void closeUnreachable(long t, Outcome outcome) {
        Episode episode = memory.unreachable();
        if (episode != null) {
            close(episode, t, Resolution.RECOVERED, outcome);
            memory.touch();
        }
    }

    /** Sets the timers of an episode that opened at {@code t}; what is due already fires within the record. */
    void watch(
            Episode episode,
            List<RuleBook.Placed> rules,
            List<Episode> others,
            KindMemory kind,
            long t,
            Outcome outcome) {
        memory.touch(episode);
        for (RuleBook.Placed placed : rules) {
            AlertTimer lingering =
                    lingering(others, placed.rule().alert(), placed.rule().when());
            if (lingering != null) {
                goOn(lingering, episode, t);
                continue;
            }
            AlertTimer timer = new AlertTimer(episode, placed, dueAt(episode, placed, t));
            episode.timers.add(timer);
            if (timer.due == t && kind.covers(t)) {
                speakOrRefuse(timer, outcome);
            }
            schedule(timer);
        }
    }

    /** A new timer of an open episode, due at {@code from} if its time has come before. */
    static long dueAt(Episode episode, RuleBook.Placed placed, long from) {
        return Math.max(episode.since + placed.lasting(), from);
    }

    private void add(AlertTimer timer, Episode episode) {
        episode.timers.add(timer);
        schedule(timer);
    }

    private static @Nullable AlertTimer lingering(List<Episode> episodes, String alert, When when) {
        for (Episode episode : episodes) {
            AlertTimer timer = episode.closed ? episode.timer(alert) : null;
            if (timer != null && timer.when == when) {
                return timer;
            }
        }
        return null;
    }

    private void goOn(AlertTimer lingering, Episode episode, long t) {
        Episode before = lingering.episode;
        unschedule(lingering);
        before.timers.remove(lingering);
        if (before.timers.isEmpty()) {
            memory.episodes(before).remove(before);
        }
        lingering.goesOnIn(episode, t);
        add(lingering, episode);
    }

    /** Asks once more what was refused, as the resource was observed again. */
    void reconsider(List<Episode> episodes, KindMemory kind, long t, Outcome outcome) {
        for (int i = 0; i < episodes.size(); i++) {
            Episode episode = episodes.get(i);
            for (int j = 0; j < episode.timers.size(); j++) {
                AlertTimer timer = episode.timers.get(j);
                if (timer.refused && words.hold(timer, t)) {
                    memory.touch(episode);
                    unschedule(timer);
                    timer.accept(t);
                    if (kind.covers(t)) {
                        speakWithin(timer, outcome);
                    }
                    schedule(timer);
                }
            }
        }
    }

    /** The flapping goes on until then. */
    void prolong(Episode flapping, long until) {
        memory.touch(flapping);
        for (AlertTimer timer : flapping.timers) {
            unschedule(timer);
            timer.ends = until;
            schedule(timer);
        }
    }

    /** Brings about what was held of a kind and has fallen due before {@code t}, in the midst of a record. */
    void release(KindMemory kind, long t, Outcome outcome) {
        while (!kind.timers.isEmpty() && kind.timers.first().next() < t) {
            AlertTimer timer = kind.timers.pollFirst();
            memory.touch(timer.episode);
            if (timer.ends < t) {
                // It is over: what it would have said before is not told any more.
                FluxAlert end = end(timer);
                if (end != null) {
                    outcome.resolved(timer, end);
                }
            } else {
                timer.skipMissedRepeats(t);
                speakOrRefuse(timer, outcome);
                schedule(timer);
            }
        }
    }

    /** Takes back the timers of an episode that is over, and resolves what has fired: now, or after a while. */
    void close(Episode episode, long t, Resolution resolution, Outcome outcome) {
        memory.touch(episode);
        episode.closed = true;
        int kept = 0;
        while (kept < episode.timers.size()) {
            AlertTimer timer = episode.timers.get(kept);
            unschedule(timer);
            long keep = timer.keepFiringFor();
            if (timer.hasFired() && keep > 0 && resolution == Resolution.RECOVERED) {
                timer.lingers(t + keep);
                schedule(timer);
                kept++;
                continue;
            }
            episode.timers.remove(kept);
            if (timer.hasFired()) {
                outcome.resolved(timer, timer.resolved(t, resolution));
            }
        }
        if (episode.timers.isEmpty()) {
            memory.episodes(episode).remove(episode);
        }
    }

    private void speakOrRefuse(AlertTimer timer, Outcome outcome) {
        if (timer.hasFired() || words.hold(timer)) {
            speakWithin(timer, outcome);
        } else {
            timer.refuse();
        }
    }

    private static void speakWithin(AlertTimer timer, Outcome outcome) {
        long at = timer.due;
        timer.speak();
        outcome.fires(timer, timer.sequence, at);
    }

    private void schedule(AlertTimer timer) {
        long next = timer.next();
        if (next != AlertTimer.NEVER) {
            queue(timer).add(timer);
            nextDue = Math.min(nextDue, next);
        }
    }

    private void unschedule(AlertTimer timer) {
        if (timer.next() != AlertTimer.NEVER) {
            queue(timer).remove(timer);
        }
    }

    private NavigableSet<AlertTimer> queue(AlertTimer timer) {
        ResourceMemory owner = timer.episode.owner;
        return owner == null ? ofCluster : owner.kind.timers;
    }
}
