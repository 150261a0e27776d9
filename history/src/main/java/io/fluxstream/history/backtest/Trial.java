package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.history.replay.Judge;
import io.fluxstream.schemas.Checkpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cluster under the rules, and under those they are compared with. */
final class Trial implements Judge<Verdicts> {
    /** Rows of memory are of no use here, but pile up in the engine until they are taken. */
    private static final int BETWEEN_ROWS = 1 << 16;

    private final ClusterEngine engine;
    private final @Nullable ClusterEngine other;
    private final Range range;
    private @Nullable List<FluxResourceStatus> standing;
    private Instant clock = Instant.MIN;
    private int records;

    Trial(String cluster, @Nullable Checkpoint start, RuleSet rules, @Nullable RuleSet otherRules, Range range) {
        engine = engine(cluster, start, rules);
        other = otherRules == null ? null : engine(cluster, start, otherRules);
        this.range = range;
        standing = start == null ? null : shown(engine);
    }

    private static List<FluxResourceStatus> shown(ClusterEngine engine) {
        List<FluxResourceStatus> resources = new ArrayList<>();
        for (Effect effect : engine.shown()) {
            if (effect instanceof Effect.ResourceChanged changed && changed.status() != null) {
                resources.add(changed.status());
            }
        }
        return resources;
    }

    /** At a checkpoint the rules are taken up as a processor would have taken them up there. */
    private static ClusterEngine engine(String cluster, @Nullable Checkpoint start, RuleSet rules) {
        return start == null ? new ClusterEngine(cluster, rules) : ClusterEngine.restore(cluster, rules, start.rows());
    }

    @Override
    public @Nullable Verdicts judge(FluxStatusEvent event) {
        if (range.isPast(clock)) {
            return null;
        }
        if (event.observedAt().isAfter(clock)) {
            clock = event.observedAt();
        }
        Sorted own = new Sorted();
        engine.judge(event).forEach(effect -> effect.match(own));
        Sorted others = new Sorted();
        if (other != null) {
            other.judge(event).forEach(effect -> effect.match(others));
        }
        forgetRows();
        Verdicts verdicts = new Verdicts(own.alerts, others.alerts, own.transitions, start());
        return verdicts.isEmpty() ? null : verdicts;
    }

    private Verdicts.@Nullable Start start() {
        List<FluxResourceStatus> stood = standing;
        standing = null;
        return stood == null ? null : new Verdicts.Start(clock, stood);
    }

    private void forgetRows() {
        records++;
        if (records % BETWEEN_ROWS == 0) {
            engine.discardChangedRows();
            if (other != null) {
                other.discardChangedRows();
            }
        }
    }

    /** The effects that a backtest speaks of, of the time it is asked about. */
    private final class Sorted implements Effect.SomeCases<Boolean> {
        private List<FluxAlert> alerts = List.of();
        private List<FluxTransition> transitions = List.of();

        @Override
        public Boolean transition(Effect.Transitioned effect) {
            if (range.isPast(effect.transition().at())) {
                return false;
            }
            transitions = transitions.isEmpty() ? new ArrayList<>(2) : transitions;
            return transitions.add(effect.transition());
        }

        @Override
        public Boolean alert(Effect.Alerted effect) {
            if (range.isPast(effect.alert().at())) {
                return false;
            }
            alerts = alerts.isEmpty() ? new ArrayList<>(2) : alerts;
            return alerts.add(effect.alert());
        }

        @Override
        public Boolean otherwise(Effect effect) {
            return false;
        }
    }
}
