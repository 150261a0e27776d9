package io.fluxstream.domain.reference;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
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
 * @param ledger what was said of alerts
 * @param rows the rows last written of the resources that are not gone
 */
record World(
        String cluster,
        @Nullable Instant clock,
        @Nullable String session,
        Inventory inventory,
        Liveness liveness,
        @Nullable Episode outage,
        Ledger ledger,
        NavigableMap<ResourceId, FluxResourceStatus> rows) {
    World {
        rows = Collections.unmodifiableNavigableMap(new TreeMap<>(rows));
    }

    static World before(String cluster) {
        return new World(
                cluster, null, null, Inventory.empty(), Liveness.empty(), null, Ledger.empty(), new TreeMap<>());
    }

    World at(Instant t) {
        return new World(cluster, t, session, inventory.withoutOldGone(t), liveness, outage, ledger, rows);
    }

    World in(String newSession) {
        return new World(cluster, clock, newSession, inventory.withoutLists(), liveness, outage, ledger, rows);
    }

    World with(Inventory changed) {
        return new World(cluster, clock, session, changed, liveness, outage, ledger, rows);
    }

    World with(Liveness changed) {
        return new World(cluster, clock, session, inventory, changed, outage, ledger, rows);
    }

    World withOutage(@Nullable Episode changed) {
        return new World(cluster, clock, session, inventory, liveness, changed, ledger, rows);
    }

    World withRow(ResourceId resource, @Nullable FluxResourceStatus row) {
        NavigableMap<ResourceId, FluxResourceStatus> changed = new TreeMap<>(rows);
        if (row == null) {
            changed.remove(resource);
        } else {
            changed.put(resource, row);
        }
        return new World(cluster, clock, session, inventory, liveness, outage, ledger, changed);
    }

    World with(Ledger changed) {
        return new World(cluster, clock, session, inventory, liveness, outage, changed, rows);
    }

    List<Told> told() {
        return ledger.told();
    }

    /** The episodes that a rule may watch, closed ones of the present incarnations included. */
    private List<Episode> episodes(String rule, When when) {
        List<Episode> episodes = new ArrayList<>();
        if (when == When.UNREACHABLE) {
            if (outage != null) {
                episodes.add(outage);
            }
        } else if (when == When.FLAPPING) {
            for (Ledger.Flap flap : ledger.flaps()) {
                Life life = inventory.life(flap.episode().resource());
                if (flap.rule().equals(rule) && life != null) {
                    episodes.add(flap.episode().seenAs(life.failures()));
                }
            }
        } else {
            inventory.lives().values().forEach(life -> episodes.addAll(Episode.of(when, life.sightings())));
        }
        return episodes;
    }

    /** The episode as it now is; null when its incarnation has ended. */
    @Nullable Episode now(String rule, Episode then) {
        for (Episode episode : episodes(rule, then.when())) {
            if (episode.resource().equals(then.resource()) && episode.opening() == then.opening()) {
                return episode;
            }
        }
        return null;
    }

    @Nullable Episode episode(Ledger.Watch watch) {
        Rule rule = ledger.rule(watch.rule(), watch.resource());
        if (rule != null) {
            for (Episode episode : episodes(watch.rule(), rule.when())) {
                if (episode.isOpen()
                        && episode.resource().equals(watch.resource())
                        && episode.opening() == watch.opening()) {
                    return episode;
                }
            }
        }
        return null;
    }

    /** The episode that a rule watches and that this record opened; null when there is none. */
    @Nullable Episode openedAt(int number, Rule rule, ResourceId resource) {
        for (Episode episode : episodes(rule.alert(), rule.when())) {
            if (episode.opening() == number && episode.resource().equals(resource) && isWatched(rule, episode)) {
                return episode;
            }
        }
        return null;
    }

    /** All timers that run, in their order. */
    List<Timer> timers() {
        List<Timer> timers = new ArrayList<>();
        List<Rule> rules = ledger.rules().rules();
        for (int position = 0; position < rules.size(); position++) {
            Rule written = rules.get(position);
            addEnds(position, written, timers);
            for (Episode episode : episodes(written.alert(), written.when())) {
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

    private void addEnds(int position, Rule written, List<Timer> timers) {
        for (Told last : told()) {
            Rule rule = written.about(last.episode().resource());
            if (rule != null && last.lingersUntil() != null && last.rule().equals(rule.alert())) {
                timers.add(new Timer(position, rule, last.episode(), last.lingersUntil(), last, true));
            }
        }
        for (Ledger.Flap flap : ledger.flaps()) {
            Rule rule = written.about(flap.episode().resource());
            if (rule != null && flap.rule().equals(rule.alert())) {
                Told last = ledger.told(flap.rule(), flap.episode());
                timers.add(new Timer(position, rule, flap.episode(), flap.ends(), last, true));
            }
        }
    }

    private @Nullable Timer timer(int position, Rule rule, Episode episode) {
        Ledger.Watch watch = Ledger.Watch.of(rule, episode);
        if (!isWatched(rule, episode) || ledger.refused().contains(watch)) {
            return null;
        }
        Told last = ledger.told(rule.alert(), episode);
        if (last != null) {
            return rule.repeat() == null
                    ? null
                    : new Timer(position, rule, episode, repetition(last, rule.repeat()), last, false);
        }
        Instant due = ledger.postponed().get(watch);
        if (due == null) {
            due = later(episode.since().plus(rule.lasting()), ledger.watchedSince(rule, episode));
        }
        return new Timer(position, rule, episode, due, null, false);
    }

    static boolean isWatched(Rule rule, Episode episode) {
        return episode.isOpen() && (rule.when() != When.LOST || episode.lost());
    }

    private static Instant repetition(Told last, Duration repeat) {
        Instant next = last.alert().at().plus(repeat);
        while (!next.isAfter(last.repeatsAfter())) {
            next = next.plus(repeat);
        }
        return next;
    }

    /** Whether what a rule asks of the resource besides holds now. */
    boolean holds(Rule rule, Episode episode, Instant at) {
        return rule.holds(Alerts.subject(episode, at, this));
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
