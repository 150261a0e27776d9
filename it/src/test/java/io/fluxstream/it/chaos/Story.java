package io.fluxstream.it.chaos;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.reference.NaiveCourse;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.WireCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one cluster's records of flux-status must bring about, worked out the slow and obvious way, as keys and bytes. */
final class Story {
    private final NaiveCourse course;
    private final List<Line> transitions = new ArrayList<>();
    private final List<Line> alerts = new ArrayList<>();
    private final Map<String, FluxAlert> lastEvents = new LinkedHashMap<>();
    private final Map<String, String> rows = new HashMap<>();
    private @Nullable String cluster;
    private int records;

    /** A key and a value of a topic, one character a byte. */
    record Line(String key, String value) {
        static <V> Line of(String key, WireCodec<V> codec, V value) {
            return new Line(key, String.valueOf(Entry.text(codec.encode(value))));
        }
    }

    Story(String cluster, RuleSet rules) {
        course = new NaiveCourse(cluster, rules);
    }

    void goesOn(FluxStatusEvent event) {
        records++;
        course.next(event).forEach(effect -> effect.match(new Keeping()));
    }

    int records() {
        return records;
    }

    List<Line> transitions() {
        return transitions;
    }

    List<Line> alerts() {
        return alerts;
    }

    /** The last event of each alert, by id. */
    Map<String, FluxAlert> lastEvents() {
        return lastEvents;
    }

    Map<String, String> rows() {
        return rows;
    }

    @Nullable String cluster() {
        return cluster;
    }

    private final class Keeping implements Effect.SomeCases<Boolean> {
        @Override
        public Boolean otherwise(Effect effect) {
            return true;
        }

        @Override
        public Boolean activated(Effect.Activated effect) {
            return transition(effect.rules());
        }

        @Override
        public Boolean transition(Effect.Transitioned effect) {
            return transition(effect.transition());
        }

        private boolean transition(TransitionEvent event) {
            return transitions.add(Line.of(event.key(), Topics.TRANSITIONS.codec(), event));
        }

        @Override
        public Boolean alert(Effect.Alerted effect) {
            FluxAlert alert = effect.alert();
            lastEvents.put(alert.id(), alert);
            return alerts.add(Line.of(alert.resource().toString(), Topics.ALERTS.codec(), alert));
        }

        @Override
        public Boolean resource(Effect.ResourceChanged effect) {
            String key = effect.resource().toString();
            FluxResourceStatus row = effect.status();
            if (row == null) {
                rows.remove(key);
            } else {
                rows.put(key, Line.of(key, Topics.RESOURCES.codec(), row).value());
            }
            return true;
        }

        @Override
        public Boolean cluster(Effect.ClusterChanged effect) {
            cluster = Line.of("", Topics.CLUSTERS.codec(), effect.status()).value();
            return true;
        }
    }
}
