package io.fluxstream.domain.semantics;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.MemoryRow;
import io.fluxstream.domain.reference.NaiveReference;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who says what a history means. */
enum Teller {
    ENGINE {
        @Override
        List<List<Effect>> tell(String cluster, Map<Integer, RuleSet> rules, List<FluxStatusEvent> history) {
            ClusterEngine engine = new ClusterEngine(cluster, rules.getOrDefault(0, RuleSet.builtIn()));
            List<List<Effect>> effects = new ArrayList<>();
            for (FluxStatusEvent event : history) {
                RuleSet changed = rules.get(effects.size());
                if (changed != null) {
                    engine.activate(changed);
                }
                effects.add(engine.apply(event));
            }
            return effects;
        }
    },
    /** An engine that is thrown away after every record; another one goes on from its rows. */
    RESTORED_ENGINE {
        @Override
        List<List<Effect>> tell(String cluster, Map<Integer, RuleSet> rules, List<FluxStatusEvent> history) {
            Map<String, MemoryRow> rows = new TreeMap<>();
            List<List<Effect>> effects = new ArrayList<>();
            RuleSet inForce = RuleSet.builtIn();
            for (FluxStatusEvent event : history) {
                inForce = rules.getOrDefault(effects.size(), inForce);
                ClusterEngine engine = ClusterEngine.restore(cluster, inForce, List.copyOf(rows.values()));
                effects.add(engine.apply(event));
                engine.takeChangedRows().forEach(row -> rows.put(row.key(), row));
                rows.values().removeIf(row -> row.bytes() == null);
            }
            return effects;
        }
    },
    REFERENCE {
        @Override
        List<List<Effect>> tell(String cluster, Map<Integer, RuleSet> rules, List<FluxStatusEvent> history) {
            return NaiveReference.effects(history, rules);
        }
    };

    /**
     * The effects of each record.
     *
     * @param rules by the number of the first record they are in force for, counted from 0
     */
    abstract List<List<Effect>> tell(String cluster, Map<Integer, RuleSet> rules, List<FluxStatusEvent> history);
}
