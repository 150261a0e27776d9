package io.fluxstream.domain.reference;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A full picture of one cluster between two records; never changed, only copied.
 *
 * @param clock null before the first record
 * @param session null before the first SESSION_STARTED
 * @param outage the cluster's `unreachable` episode; null while there is none
 * @param told the alerts that are not resolved
 * @param rows the rows last written of the resources that are not gone
 */
record World(
        String cluster,
        @Nullable Instant clock,
        @Nullable String session,
        Inventory inventory,
        Liveness liveness,
        @Nullable Episode outage,
        List<Told> told,
        NavigableMap<ResourceId, FluxResourceStatus> rows) {
    World {
        told = List.copyOf(told);
        rows = Collections.unmodifiableNavigableMap(new TreeMap<>(rows));
    }

    static World before(String cluster) {
        return new World(cluster, null, null, Inventory.empty(), Liveness.empty(), null, List.of(), new TreeMap<>());
    }

    World at(Instant t) {
        return new World(cluster, t, session, inventory.withoutOldGone(t), liveness, outage, told, rows);
    }

    World in(String newSession) {
        return new World(cluster, clock, newSession, inventory.withoutLists(), liveness, outage, told, rows);
    }

    World with(Inventory changed) {
        return new World(cluster, clock, session, changed, liveness, outage, told, rows);
    }

    World with(Liveness changed) {
        return new World(cluster, clock, session, inventory, changed, outage, told, rows);
    }

    World withOutage(@Nullable Episode changed) {
        return new World(cluster, clock, session, inventory, liveness, changed, told, rows);
    }

    World withRow(ResourceId resource, @Nullable FluxResourceStatus row) {
        NavigableMap<ResourceId, FluxResourceStatus> changed = new TreeMap<>(rows);
        if (row == null) {
            changed.remove(resource);
        } else {
            changed.put(resource, row);
        }
        return new World(cluster, clock, session, inventory, liveness, outage, told, changed);
    }

    /** The last word on an alert replaces what was said of it before; nothing is kept of a resolved one. */
    World saying(Told last, boolean resolved) {
        List<Told> changed = new ArrayList<>(told);
        changed.removeIf(other -> isSameAlert(other, last.rule(), last.episode()));
        if (!resolved) {
            changed.add(last);
        }
        return new World(cluster, clock, session, inventory, liveness, outage, changed, rows);
    }

    /** The episodes of a sort, closed ones of the present incarnations included. */
    private List<Episode> episodes(When when) {
        List<Episode> episodes = new ArrayList<>();
        if (when == When.UNREACHABLE) {
            if (outage != null) {
                episodes.add(outage);
            }
            return episodes;
        }
        for (Life life : inventory.lives().values()) {
            episodes.addAll(Episode.of(when, life.sightings()));
        }
        return episodes;
    }

    /** The episode as it now is; null when its incarnation has ended. */
    @Nullable Episode now(Episode then) {
        for (Episode episode : episodes(then.when())) {
            if (episode.resource().equals(then.resource()) && episode.opening() == then.opening()) {
                return episode;
            }
        }
        return null;
    }

    /** All timers that run, in their order. */
    List<Timer> timers(RuleSet rules) {
        List<Timer> timers = new ArrayList<>();
        for (int position = 0; position < rules.rules().size(); position++) {
            Rule written = rules.rules().get(position);
            for (Episode episode : episodes(written.when())) {
                Rule rule = written.about(episode.resource());
                Timer timer = rule == null ? null : timer(position, rule, episode);
                if (timer != null) {
                    timers.add(timer);
                }
            }
        }
        timers.sort(Timer.IN_ORDER);
        return timers;
    }

    private @Nullable Timer timer(int position, Rule rule, Episode episode) {
        boolean concerned = episode.isOpen() && (rule.when() != When.LOST || episode.lost());
        if (!concerned) {
            return null;
        }
        for (Told last : told) {
            if (isSameAlert(last, position, episode)) {
                return rule.repeat() == null
                        ? null
                        : new Timer(position, rule, episode, last.alert().at().plus(rule.repeat()), last);
            }
        }
        return new Timer(
                position, rule, episode, later(episode.since().plus(rule.lasting()), episode.openedAt()), null);
    }

    private static boolean isSameAlert(Told told, int position, Episode episode) {
        return told.rule() == position
                && told.episode().opening() == episode.opening()
                && told.episode().resource().equals(episode.resource());
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether what happens at that time to the subject of a timer would be known. */
    boolean knows(Timer timer) {
        return timer.rule().when() == When.UNREACHABLE
                || liveness.covers(timer.episode().resource().kind(), timer.due());
    }
}
