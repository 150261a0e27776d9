package io.fluxstream.domain.reference;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link NaiveReference} for a history that goes on: what each further record of one cluster brings about. */
public final class NaiveCourse {
    private World world;
    private @Nullable RuleSet rules;
    private int number;

    /** Under rules that do not change. */
    public NaiveCourse(String cluster, RuleSet rules) {
        this.world = World.before(cluster);
        this.rules = rules;
    }

    /**
     * The effects of the next record.
     *
     * @throws IllegalArgumentException if it is of another cluster
     */
    public List<Effect> next(FluxStatusEvent event) {
        if (!event.cluster().equals(world.cluster())) {
            throw new IllegalArgumentException(
                    "a history is of one cluster, " + world.cluster() + ", but was also of " + event.cluster());
        }
        List<Effect> effects = new ArrayList<>();
        world = Step.take(world, number, event, rules, effects);
        rules = null;
        number++;
        return effects;
    }
}
