package io.fluxstream.rules.testing;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Plays a test through the engine and compares what comes of it with what was expected. */
final class Rehearsal {
    private final RuleTest test;
    private final List<FluxAlert> told;

    private Rehearsal(RuleTest test, List<FluxAlert> told) {
        this.test = test;
        this.told = told;
    }

    static TestOutcome of(RuleTest test, RuleSet rules) {
        return new Rehearsal(test, play(test, rules)).outcome();
    }

    /** Everything that is told of alerts until the test's end, in the order of time. */
    private static List<FluxAlert> play(RuleTest test, RuleSet rules) {
        TreeSet<String> clusters = new TreeSet<>(test.turns().keySet());
        test.resources().forEach(resource -> clusters.add(resource.id().cluster()));
        List<FluxAlert> told = new ArrayList<>();
        for (String cluster : clusters) {
            ClusterEngine engine = new ClusterEngine(cluster, rules);
            Story.tell(
                    test,
                    cluster,
                    record -> engine.judge(record).forEach(effect -> {
                        if (effect instanceof Effect.Alerted alerted) {
                            told.add(alerted.alert());
                        }
                    }));
        }
        Instant end = Story.START.plus(test.end());
        told.removeIf(alert -> alert.at().isAfter(end));
        // Stable: of one instant, a cluster's alerts stay in the engine's order.
        told.sort(Comparator.comparing(FluxAlert::at));
        return told;
    }

    private TestOutcome outcome() {
        List<String> differences = new ArrayList<>();
        for (Expected.Active expected : test.active()) {
            differences.addAll(new ActiveDifference(test.cluster(), expected).lines(activeAt(expected)));
        }
        List<String> all =
                told.stream().map(alert -> EventLine.of(alert, test.cluster())).toList();
        Expected.Events events = test.events();
        if (events != null) {
            differences.addAll(LineDifference.lines(events.place().line(), events.lines(), all));
        }
        if (!differences.isEmpty() && events == null) {
            differences.add("what was told of alerts:");
            (all.isEmpty() ? List.of("nothing") : all).forEach(line -> differences.add("    " + line));
        }
        return new TestOutcome(test.name(), test.place().line(), LineDifference.readable(differences));
    }

    /** The alerts that are active at a time, in the order in which they fired. */
    private List<ActiveAlert> activeAt(Expected.Active expected) {
        Instant at = Story.START.plus(expected.at());
        Map<String, ActiveAlert> active = new LinkedHashMap<>();
        for (FluxAlert alert : told) {
            if (alert.at().isAfter(at)
                    || (expected.alert() != null && !alert.rule().equals(expected.alert()))) {
                continue;
            }
            switch (alert.action()) {
                case FIRING -> active.put(alert.id(), new ActiveAlert(alert, alert.at()));
                case REPEATED ->
                    active.computeIfPresent(alert.id(), (id, first) -> new ActiveAlert(alert, first.firedAt()));
                case RESOLVED -> active.remove(alert.id());
            }
        }
        return List.copyOf(active.values());
    }
}
