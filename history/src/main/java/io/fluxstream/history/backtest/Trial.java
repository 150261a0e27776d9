package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.history.replay.Judge;
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
    private Instant clock = Instant.MIN;
    private int records;

    Trial(String cluster, RuleSet rules, @Nullable RuleSet otherRules, Range range) {
        engine = new ClusterEngine(cluster, rules);
        other = otherRules == null ? null : new ClusterEngine(cluster, otherRules);
        this.range = range;
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
        engine.apply(event).forEach(effect -> effect.match(own));
        Sorted others = new Sorted();
        if (other != null) {
            other.apply(event).forEach(effect -> effect.match(others));
        }
        forgetRows();
        Verdicts verdicts = new Verdicts(own.alerts, others.alerts, own.transitions);
        return verdicts.isEmpty() ? null : verdicts;
    }

    private void forgetRows() {
        records++;
        if (records % BETWEEN_ROWS == 0) {
            engine.takeChangedRows();
            if (other != null) {
                other.takeChangedRows();
            }
        }
    }

    /** The effects that a backtest speaks of, of the time it is asked about. */
    private final class Sorted implements Effect.Cases<Boolean> {
        private List<FluxAlert> alerts = List.of();
        private List<FluxTransition> transitions = List.of();

        @Override
        public Boolean activated(Effect.Activated effect) {
            return false;
        }

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
        public Boolean resource(Effect.ResourceChanged effect) {
            return false;
        }

        @Override
        public Boolean cluster(Effect.ClusterChanged effect) {
            return false;
        }

        @Override
        public Boolean checkpoint(Effect.CheckpointDue effect) {
            return false;
        }

        @Override
        public Boolean dropped(Effect.Dropped effect) {
            return false;
        }
    }
}
