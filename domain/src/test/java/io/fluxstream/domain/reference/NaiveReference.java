package io.fluxstream.domain.reference;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the records of one cluster bring about, recomputed from all of them. */
public final class NaiveReference {
    private NaiveReference() {}

    /**
     * The effects of each record, in the order of the records.
     *
     * @param history all records of one cluster, in their order in the log
     */
    public static List<List<Effect>> effects(List<? extends FluxStatusEvent> history, RuleSet rules) {
        return effects(history, Map.of(0, rules));
    }

    /**
     * The same under rules that change.
     *
     * @param rules by the number of the record, counted from 0, from which on they are in force; the first by 0
     */
    public static List<List<Effect>> effects(List<? extends FluxStatusEvent> history, Map<Integer, RuleSet> rules) {
        List<List<Effect>> all = new ArrayList<>();
        if (history.isEmpty()) {
            return all;
        }
        World world = World.before(history.get(0).cluster());
        for (int number = 0; number < history.size(); number++) {
            FluxStatusEvent event = history.get(number);
            if (!event.cluster().equals(world.cluster())) {
                throw new IllegalArgumentException(
                        "a history is of one cluster, " + world.cluster() + ", but was also of " + event.cluster());
            }
            List<Effect> effects = new ArrayList<>();
            world = Step.take(world, number, event, rules.get(number), effects);
            all.add(List.copyOf(effects));
        }
        return all;
    }

    /** The effects of all records, one after another. */
    public static List<Effect> allEffects(List<? extends FluxStatusEvent> history, RuleSet rules) {
        List<Effect> all = new ArrayList<>();
        effects(history, rules).forEach(all::addAll);
        return all;
    }
}
