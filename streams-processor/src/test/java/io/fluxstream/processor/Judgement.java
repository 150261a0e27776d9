package io.fluxstream.processor;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.reference.NaiveReference;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must be written of some clusters' records, worked out without Kafka and without a restart.
 *
 * @param histories the records by cluster
 * @param rules by cluster and number of its record, counted from 0, from which on they are in force
 */
public record Judgement(Map<String, List<FluxStatusEvent>> histories, Map<String, Map<Integer, RuleSet>> rules) {
    public List<Written> ofTheReference() {
        List<Effect> effects = new ArrayList<>();
        histories.forEach((cluster, history) ->
                NaiveReference.effects(history, rules(cluster)).forEach(effects::addAll));
        return Written.of(effects);
    }

    public List<Written> ofTheEngine() {
        return Written.of(effectsOfTheEngine());
    }

    List<Effect> effectsOfTheEngine() {
        List<Effect> effects = new ArrayList<>();
        histories.forEach((cluster, history) -> {
            Map<Integer, RuleSet> changes = rules(cluster);
            ClusterEngine engine = new ClusterEngine(cluster, changes.getOrDefault(0, RuleSet.builtIn()));
            for (int i = 0; i < history.size(); i++) {
                RuleSet others = changes.get(i);
                if (i > 0 && others != null) {
                    engine.activate(others);
                }
                effects.addAll(engine.apply(history.get(i)));
            }
        });
        return effects;
    }

    private Map<Integer, RuleSet> rules(String cluster) {
        return rules.getOrDefault(cluster, Map.of());
    }
}
