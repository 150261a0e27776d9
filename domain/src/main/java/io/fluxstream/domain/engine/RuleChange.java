package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.rule.When;
import java.util.List;

/** What becomes of open episodes and their alerts when other rules are taken up. */
final class RuleChange {
    private final ClusterMemory memory;
    private final AlertTimers timers;

    RuleChange(ClusterMemory memory, AlertTimers timers) {
        this.memory = memory;
        this.timers = timers;
    }

    /**
     * Takes up the rules at {@code at}: alerts whose rule is gone are resolved, those whose rule is still there go on, and
     * what a new rule asks counts from the true beginning of what lasts already.
     */
    void takeUp(RuleBook rules, long at, Outcome outcome) {
        memory.follow(rules);
        memory.resources.values().forEach(resource -> {
            if (!resource.episodes.isEmpty()) {
                memory.touch(resource);
                takeUp(resource.episodes, at, outcome);
            }
        });
        takeUp(memory.episodes, at, outcome);
        timers.connect();
    }

    private void takeUp(List<Episode> episodes, long at, Outcome outcome) {
        for (Episode episode : List.copyOf(episodes)) {
            for (AlertTimer timer : List.copyOf(episode.timers)) {
                RuleBook.Placed placed = memory.rule(timer);
                if (placed != null) {
                    timer.follow(placed, at);
                    continue;
                }
                episode.timers.remove(timer);
                if (timer.hasFired()) {
                    outcome.removed(timer.resolved(at, Resolution.RULE_REMOVED));
                }
            }
            watch(episode, at);
            if (episode.timers.isEmpty() && (episode.closed || isOfOneRule(episode))) {
                episodes.remove(episode);
            }
        }
    }

    private void watch(Episode episode, long at) {
        if (episode.closed || isOfOneRule(episode)) {
            return;
        }
        for (RuleBook.Placed placed : memory.watching(episode)) {
            if (episode.timer(placed.rule().alert()) == null) {
                episode.timers.add(new AlertTimer(episode, placed, AlertTimers.dueAt(episode, placed, at)));
            }
        }
    }

    /** What counts as flapping is a rule's own affair: without it there is no such episode. */
    private static boolean isOfOneRule(Episode episode) {
        return episode.when == When.FLAPPING;
    }
}
