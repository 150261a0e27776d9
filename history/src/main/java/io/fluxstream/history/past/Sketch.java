package io.fluxstream.history.past;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.workflow.AlertView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How things stand at an instant, while the history is read. */
final class Sketch {
    private static final Comparator<AlertView> LAST_FIRST =
            Comparator.comparing((AlertView alert) -> alert.last().at()).reversed();

    private final Instant at;
    private final SortedMap<ResourceId, FluxResourceStatus> resources = new TreeMap<>();
    private final SortedMap<String, FluxClusterStatus> clusters = new TreeMap<>();
    private final Map<String, AlertView> active = new HashMap<>();
    private final Map<String, Deque<AlertView>> resolved = new TreeMap<>();

    Sketch(Instant at) {
        this.at = at;
    }

    void add(Moments.Moment moment) {
        boolean seen = !moment.at().isAfter(at);
        for (Effect effect : moment.effects()) {
            effect.match(new Drawing(seen));
        }
    }

    Standing finish() {
        List<AlertView> ended = new ArrayList<>();
        resolved.values().forEach(ended::addAll);
        ended.sort(LAST_FIRST);
        return new Standing(
                at,
                List.copyOf(clusters.values()),
                List.copyOf(resources.values()),
                sorted(active.values()),
                ended.subList(0, Math.min(ended.size(), Standing.MOST_RESOLVED)));
    }

    private static List<AlertView> sorted(Collection<AlertView> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing((AlertView alert) -> alert.last().resource())
                        .thenComparing(alert -> alert.last().id()))
                .toList();
    }

    private void alert(FluxAlert alert) {
        AlertView before = active.get(alert.id());
        Instant firedAt = before == null ? alert.at() : before.firedAt();
        if (alert.action() == FluxAlert.Action.RESOLVED) {
            active.remove(alert.id());
            Deque<AlertView> ended =
                    resolved.computeIfAbsent(alert.resource().cluster(), cluster -> new ArrayDeque<>());
            ended.addLast(new AlertView(alert, firedAt, alert.sequence(), alert.at(), null, null));
            if (ended.size() > Standing.MOST_RESOLVED) {
                ended.removeFirst();
            }
        } else {
            active.put(alert.id(), new AlertView(alert, firedAt, alert.sequence(), null, null, null));
        }
    }

    /** Takes over what had happened by then; of a record that came later, what had fallen due. */
    private final class Drawing implements Effect.SomeCases<Boolean> {
        private final boolean seen;

        Drawing(boolean seen) {
            this.seen = seen;
        }

        @Override
        public Boolean alert(Effect.Alerted effect) {
            if (effect.alert().at().isAfter(at)) {
                return false;
            }
            Sketch.this.alert(effect.alert());
            return true;
        }

        @Override
        public Boolean resource(Effect.ResourceChanged effect) {
            if (seen) {
                if (effect.status() == null) {
                    resources.remove(effect.resource());
                } else {
                    resources.put(effect.resource(), effect.status());
                }
            }
            return seen;
        }

        @Override
        public Boolean cluster(Effect.ClusterChanged effect) {
            if (seen) {
                clusters.put(effect.status().cluster(), effect.status());
            }
            return seen;
        }

        @Override
        public Boolean otherwise(Effect effect) {
            return false;
        }
    }
}
