package io.fluxstream.domain.reference;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.MemoryRow;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A history, and the rules that are taken up in its course.
 *
 * @param rules those that the first record is judged by
 * @param restoreEvery after how many records the engine is thrown away and restored: from the rows that changed if it is
 *     odd, from those of a checkpoint if it is even
 */
record Scenario(RuleSet rules, List<Entry> entries, int restoreEvery) {
    /** How often an engine is thrown away and restored from its rows: never. */
    static final int NEVER = Integer.MAX_VALUE;

    /**
     * A record.
     *
     * @param rules taken up just before it; null for none
     */
    record Entry(FluxStatusEvent event, @Nullable RuleSet rules) {}

    Scenario {
        entries = List.copyOf(entries);
    }

    static Scenario of(List<FluxStatusEvent> history, Map<Integer, RuleSet> rules, int restoreEvery) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            entries.add(new Entry(history.get(i), i == 0 ? null : rules.get(i)));
        }
        return new Scenario(rules.getOrDefault(0, RuleSet.builtIn()), entries, restoreEvery);
    }

    /** The same, with an engine that is thrown away after so many records. */
    Scenario restoredEvery(int records) {
        return new Scenario(rules, entries, records);
    }

    Scenario of(List<Entry> others) {
        return new Scenario(rules, others, restoreEvery);
    }

    /** The number of the first record of which engine and reference say different things; negative when they agree. */
    int firstDifference() {
        List<List<Effect>> expected = reference();
        List<List<Effect>> actual = engine();
        for (int i = 0; i < entries.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                return i;
            }
        }
        return -1;
    }

    List<List<Effect>> reference() {
        Map<Integer, RuleSet> changes = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            RuleSet changed = entries.get(i).rules();
            if (changed != null) {
                changes.put(i, changed);
            }
        }
        changes.putIfAbsent(0, rules);
        return NaiveReference.effects(entries.stream().map(Entry::event).toList(), changes);
    }

    List<List<Effect>> engine() {
        List<List<Effect>> effects = new ArrayList<>();
        Map<String, MemoryRow> rows = new TreeMap<>();
        RuleSet inForce = rules;
        ClusterEngine engine = new ClusterEngine(RandomHistories.CLUSTER, rules);
        for (int i = 0; i < entries.size(); i++) {
            RuleSet changed = entries.get(i).rules();
            if (changed != null) {
                inForce = changed;
                engine.activate(changed);
            }
            effects.add(engine.apply(entries.get(i).event()));
            for (MemoryRow row : engine.takeChangedRows()) {
                if (row.bytes() == null) {
                    rows.remove(row.key());
                } else {
                    rows.put(row.key(), row);
                }
            }
            if ((i + 1) % restoreEvery == 0) {
                RuleSet next = nextRules(i + 1, inForce);
                List<MemoryRow> kept = restoreEvery % 2 == 0 ? engine.rows() : List.copyOf(rows.values());
                engine = ClusterEngine.restore(RandomHistories.CLUSTER, next, kept);
            }
        }
        return effects;
    }

    /** What an engine says that is asked for judgements only, and forgets which of its rows changed. */
    List<List<Effect>> judged() {
        List<List<Effect>> effects = new ArrayList<>();
        ClusterEngine engine = new ClusterEngine(RandomHistories.CLUSTER, rules);
        for (Entry entry : entries) {
            RuleSet changed = entry.rules();
            if (changed != null) {
                engine.activate(changed);
            }
            effects.add(engine.judge(entry.event()));
            engine.discardChangedRows();
        }
        return effects;
    }

    /** A processor that starts again is given other rules as often as one that runs. */
    private RuleSet nextRules(int number, RuleSet inForce) {
        RuleSet next = number < entries.size() ? entries.get(number).rules() : null;
        return next == null ? inForce : next;
    }
}
