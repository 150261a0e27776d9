package io.fluxstream.domain.reference;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was said of alerts and by which rules; never changed, only copied.
 *
 * @param taken every rule set that was taken up
 * @param told the alerts that are not resolved
 * @param refused alerts whose time came when what their rule asks did not hold
 * @param postponed when an alert is due that was refused before
 * @param flaps the resources that count as flapping, by rule
 * @param checkpoint the time of the last one; null before the first
 */
record Ledger(
        List<Taken> taken,
        List<Told> told,
        Set<Watch> refused,
        Map<Watch, Instant> postponed,
        List<Flap> flaps,
        @Nullable Instant checkpoint) {
    /** Rules, and the number of the first record that was judged by them. */
    record Taken(int number, Instant at, RuleSet rules) {
        @Nullable Rule rule(String name, ResourceId resource) {
            for (Rule rule : rules.rules()) {
                if (rule.alert().equals(name)) {
                    return rule.about(resource);
                }
            }
            return null;
        }
    }

    /** One rule over one episode. */
    record Watch(String rule, ResourceId resource, int opening) {
        static Watch of(Rule rule, Episode episode) {
            return new Watch(rule.alert(), episode.resource(), episode.opening());
        }
    }

    /** A resource that flaps by one rule's account, until then if nothing comes between. */
    record Flap(String rule, Episode episode, Instant ends) {}

    Ledger {
        taken = List.copyOf(taken);
        told = List.copyOf(told);
        refused = Set.copyOf(refused);
        postponed = Map.copyOf(postponed);
        flaps = List.copyOf(flaps);
    }

    static Ledger empty() {
        return new Ledger(List.of(), List.of(), Set.of(), Map.of(), List.of(), null);
    }

    RuleSet rules() {
        return taken.get(taken.size() - 1).rules();
    }

    @Nullable Rule rule(String name, ResourceId resource) {
        return taken.get(taken.size() - 1).rule(name, resource);
    }

    int position(String name) {
        List<Rule> rules = rules().rules();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).alert().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no rule " + name);
    }

    /** Since when a rule watches an episode, and for that long: since its opening, or since the rules said so. */
    Instant watchedSince(Rule rule, Episode episode) {
        Instant since = episode.openedAt();
        for (int i = 1; i < taken.size(); i++) {
            Taken now = taken.get(i);
            Rule before = taken.get(i - 1).rule(rule.alert(), episode.resource());
            Rule after = now.rule(rule.alert(), episode.resource());
            boolean same = before != null
                    && after != null
                    && before.when() == after.when()
                    && before.lasting().equals(after.lasting());
            since = now.number() > episode.opening() && !same ? now.at() : since;
        }
        return since;
    }

    @Nullable Told told(String rule, Episode episode) {
        return told.stream()
                .filter(last -> last.isOf(rule, episode) && !last.lingers())
                .findFirst()
                .orElse(null);
    }

    @Nullable Flap flap(String rule, ResourceId resource) {
        return flaps.stream()
                .filter(flap ->
                        flap.rule().equals(rule) && flap.episode().resource().equals(resource))
                .findFirst()
                .orElse(null);
    }

    /** The last word on an alert replaces what was said of it before. */
    Ledger saying(Told last) {
        List<Told> changed = new ArrayList<>(without(last).told);
        changed.add(last);
        return new Ledger(taken, changed, refused, postponed, flaps, checkpoint);
    }

    Ledger without(Told over) {
        List<Told> changed = new ArrayList<>(told);
        changed.removeIf(other -> other.alert().id().equals(over.alert().id()));
        return new Ledger(taken, changed, refused, postponed, flaps, checkpoint);
    }

    Ledger withCheckpoint(Instant at) {
        return new Ledger(taken, told, refused, postponed, flaps, at);
    }

    Ledger refusing(Watch watch) {
        Set<Watch> more = new HashSet<>(refused);
        more.add(watch);
        return new Ledger(taken, told, more, postponed, flaps, checkpoint);
    }

    Ledger postponing(Watch watch, Instant until) {
        Set<Watch> less = new HashSet<>(refused);
        less.remove(watch);
        Map<Watch, Instant> more = new HashMap<>(postponed);
        more.put(watch, until);
        return new Ledger(taken, told, less, more, flaps, checkpoint);
    }

    Ledger flapping(Flap flap) {
        List<Flap> more = new ArrayList<>(without(flap.rule(), flap.episode().resource()).flaps);
        more.add(flap);
        return new Ledger(taken, told, refused, postponed, more, checkpoint);
    }

    Ledger without(String rule, ResourceId flapping) {
        List<Flap> less = new ArrayList<>(flaps);
        less.removeIf(
                flap -> flap.rule().equals(rule) && flap.episode().resource().equals(flapping));
        return new Ledger(taken, told, refused, postponed, less, checkpoint);
    }

    /** What goes on under other rules: {@code episodes} finds the episode that an alert was refused for. */
    Ledger takingUp(RuleSet rules, int number, Instant at, Function<Watch, @Nullable Episode> episodes) {
        Taken next = new Taken(number, at, rules);
        List<Taken> all = new ArrayList<>(taken);
        all.add(next);
        List<Told> kept = new ArrayList<>();
        for (Told last : told) {
            Rule rule = next.rule(last.rule(), last.episode().resource());
            if (rule != null && rule.when() == last.episode().when()) {
                Rule before = rule(last.rule(), last.episode().resource());
                boolean same = before != null && sameRepeat(before.repeat(), rule.repeat());
                kept.add(same ? last : last.repeatingAfter(at));
            }
        }
        Map<Watch, Instant> due = new HashMap<>(postponed);
        due.keySet().removeIf(watch -> {
            Rule before = rule(watch.rule(), watch.resource());
            Rule after = next.rule(watch.rule(), watch.resource());
            return before == null
                    || after == null
                    || before.when() != after.when()
                    || !before.lasting().equals(after.lasting());
        });
        for (Watch watch : refused) {
            Rule before = rule(watch.rule(), watch.resource());
            Rule after = next.rule(watch.rule(), watch.resource());
            Episode episode = episodes.apply(watch);
            if (episode != null && before != null && after != null && before.when() == after.when()) {
                due.put(watch, World.later(episode.since().plus(after.lasting()), at));
            }
        }
        List<Flap> flapping = new ArrayList<>(flaps);
        flapping.removeIf(flap -> {
            Rule after = next.rule(flap.rule(), flap.episode().resource());
            return after == null || after.when() != When.FLAPPING;
        });
        return new Ledger(all, kept, Set.of(), due, flapping, checkpoint);
    }

    private static boolean sameRepeat(@Nullable Duration one, @Nullable Duration other) {
        return one == null ? other == null : one.equals(other);
    }
}
