package io.fluxstream.domain.reference;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.MemoryRow;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A history of which engine and reference say different things, as short as it could be made.
 *
 * @param expected what the reference says of the last record
 * @param actual what the engine says of it
 */
record Disagreement(List<FluxStatusEvent> history, List<Effect> expected, List<Effect> actual) {
    /** How often an engine is thrown away and restored from its rows: never. */
    static final int NEVER = Integer.MAX_VALUE;

    /**
     * Looks for one.
     *
     * @param restoreEvery after how many records the engine is thrown away and restored from its rows
     */
    static Optional<Disagreement> find(List<FluxStatusEvent> history, RuleSet rules, int restoreEvery) {
        if (firstDifference(history, rules, restoreEvery) < 0) {
            return Optional.empty();
        }
        List<FluxStatusEvent> shortest = shrunk(history, rules, restoreEvery);
        int last = shortest.size() - 1;
        return Optional.of(new Disagreement(
                shortest,
                NaiveReference.effects(shortest, rules).get(last),
                engine(shortest, rules, restoreEvery).get(last)));
    }

    private static int firstDifference(List<FluxStatusEvent> history, RuleSet rules, int restoreEvery) {
        List<List<Effect>> expected = NaiveReference.effects(history, rules);
        List<List<Effect>> actual = engine(history, rules, restoreEvery);
        for (int i = 0; i < history.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<List<Effect>> engine(List<FluxStatusEvent> history, RuleSet rules, int restoreEvery) {
        List<List<Effect>> effects = new ArrayList<>();
        Map<String, MemoryRow> rows = new TreeMap<>();
        ClusterEngine engine = new ClusterEngine(RandomHistories.CLUSTER, rules);
        for (int i = 0; i < history.size(); i++) {
            effects.add(engine.apply(history.get(i)));
            for (MemoryRow row : engine.takeChangedRows()) {
                if (row.bytes() == null) {
                    rows.remove(row.key());
                } else {
                    rows.put(row.key(), row);
                }
            }
            if ((i + 1) % restoreEvery == 0) {
                engine = ClusterEngine.restore(RandomHistories.CLUSTER, rules, List.copyOf(rows.values()));
            }
        }
        return effects;
    }

    /** The prefix up to the first difference, without every record that is not needed for one. */
    private static List<FluxStatusEvent> shrunk(List<FluxStatusEvent> history, RuleSet rules, int restoreEvery) {
        List<FluxStatusEvent> shortest = prefix(history, rules, restoreEvery);
        for (int chunk = Math.max(1, shortest.size() / 2); chunk > 0; chunk /= 2) {
            int from = 0;
            while (from + chunk <= shortest.size()) {
                List<FluxStatusEvent> candidate = new ArrayList<>(shortest);
                candidate.subList(from, from + chunk).clear();
                if (firstDifference(candidate, rules, restoreEvery) >= 0) {
                    shortest = prefix(candidate, rules, restoreEvery);
                } else {
                    from++;
                }
            }
        }
        return shortest;
    }

    private static List<FluxStatusEvent> prefix(List<FluxStatusEvent> history, RuleSet rules, int restoreEvery) {
        return List.copyOf(history.subList(0, firstDifference(history, rules, restoreEvery) + 1));
    }

    /** One record or effect a line. */
    String story() {
        StringBuilder story = new StringBuilder();
        history.forEach(event -> story.append(event).append('\n'));
        expected.forEach(effect -> story.append("expected  ").append(effect).append('\n'));
        actual.forEach(effect -> story.append("but was   ").append(effect).append('\n'));
        return story.toString();
    }
}
