package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.reference.NaiveReference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one cluster's records of flux-status bring about: said at once by an engine, and vouched for by the reference. */
final class ClusterVerdicts {
    /** The reference takes everything together anew at each record: twice the records take it four times as long. */
    private static final int VOUCHED_FOR = 600;

    private final RuleSet rules;
    private final ClusterEngine engine;
    private final List<FluxStatusEvent> history = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Message> transitions = new ArrayList<>();
    private final List<FluxAlert> alerts = new ArrayList<>();
    private final SortedMap<ResourceId, FluxResourceStatus> rows = new TreeMap<>();
    private @Nullable FluxClusterStatus status;

    ClusterVerdicts(String cluster, RuleSet rules) {
        this.rules = rules;
        this.engine = new ClusterEngine(cluster, rules);
    }

    void accept(FluxStatusEvent event) {
        List<Effect> brought = engine.apply(event);
        brought.forEach(effect -> effect.match(new Keeping()));
        history.add(event);
        if (history.size() <= VOUCHED_FOR) {
            effects.addAll(brought);
        }
    }

    /** The records of flux-transitions. */
    List<Message> transitions() {
        return transitions;
    }

    /** The events of flux-alerts. */
    List<FluxAlert> alerts() {
        return alerts;
    }

    SortedMap<ResourceId, FluxResourceStatus> rows() {
        return rows;
    }

    @Nullable FluxClusterStatus status() {
        return status;
    }

    List<FluxStatusEvent> history() {
        return history;
    }

    /** Recomputes what the first records brought about from the whole history, the slow way. */
    void assertVouchedFor() {
        List<FluxStatusEvent> first = history.subList(0, Math.min(history.size(), VOUCHED_FOR));
        assertThat(effects).isEqualTo(NaiveReference.allEffects(first, rules));
    }

    private final class Keeping implements Effect.Cases<Boolean> {
        @Override
        public Boolean activated(Effect.Activated effect) {
            return transition(effect.rules());
        }

        @Override
        public Boolean transition(Effect.Transitioned effect) {
            return transition(effect.transition());
        }

        private boolean transition(TransitionEvent event) {
            return transitions.add(
                    Message.of(event.key(), Topics.TRANSITIONS.codec().encode(event)));
        }

        @Override
        public Boolean alert(Effect.Alerted effect) {
            return alerts.add(effect.alert());
        }

        @Override
        public Boolean resource(Effect.ResourceChanged effect) {
            FluxResourceStatus row = effect.status();
            if (row == null) {
                rows.remove(effect.resource());
            } else {
                rows.put(effect.resource(), row);
            }
            return true;
        }

        @Override
        public Boolean cluster(Effect.ClusterChanged effect) {
            status = effect.status();
            return true;
        }

        @Override
        public Boolean checkpoint(Effect.CheckpointDue effect) {
            return true;
        }

        @Override
        public Boolean dropped(Effect.Dropped effect) {
            return true;
        }
    }
}
