package io.fluxstream.history.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.history.log.Batch;
import io.fluxstream.history.log.BatchSink;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final RuleSet RULES = RuleSet.builtIn();
    private static final List<FluxStatusEvent> EVENTS = events();

    private static List<FluxStatusEvent> events() {
        List<FluxStatusEvent> events = new ArrayList<>();
        new Simulation(4, 2, 30, Simulation.START, Duration.ofHours(8), Simulation.HEARTBEAT, Profile.STORMY)
                .records()
                .forEachRemaining(events::add);
        return events;
    }

    @Test
    void resourcesStoodAsReadersWouldHaveSeenThem() throws HistoryException {
        Instant at = Simulation.START.plus(Duration.ofMinutes(333));

        Map<ResourceId, FluxResourceStatus> expected = new TreeMap<>();
        judged((time, effect) -> {
            if (!time.isAfter(at) && effect instanceof Effect.ResourceChanged changed) {
                if (changed.status() == null) {
                    expected.remove(changed.resource());
                } else {
                    expected.put(changed.resource(), changed.status());
                }
            }
        });

        Standing standing = past(at).get(0);
        assertThat(standing.resources()).isNotEmpty().containsExactlyElementsOf(expected.values());
        assertThat(standing.clusters())
                .extracting(cluster -> cluster.cluster())
                .containsExactly("ottawa", "robbinsdale");
    }

    @Test
    void alertsAreActiveFromTheirFiringToTheirResolution() throws HistoryException {
        Instant at = Simulation.START.plus(Duration.ofMinutes(200));
        Set<String> expected = new TreeSet<>();
        judged((time, effect) -> {
            if (effect instanceof Effect.Alerted alerted
                    && !alerted.alert().at().isAfter(at)) {
                if (alerted.alert().resolution() == null) {
                    expected.add(alerted.alert().id());
                } else {
                    expected.remove(alerted.alert().id());
                }
            }
        });

        Standing standing = past(at).get(0);
        assertThat(expected).isNotEmpty();
        assertThat(standing.active())
                .extracting(alert -> alert.last().id())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(standing.resolved())
                .hasSize(Standing.MOST_RESOLVED)
                .allSatisfy(alert -> assertThat(alert.resolvedAt()).isBeforeOrEqualTo(at));
    }

    @Test
    void twoInstantsAreAnsweredInOnePass() throws HistoryException {
        Instant first = Simulation.START.plus(Duration.ofMinutes(100));
        Instant second = Simulation.START.plus(Duration.ofHours(5));

        assertThat(past(first, second))
                .isEqualTo(List.of(past(first).get(0), past(second).get(0)));
    }

    @Test
    void beforeTheBeginningThereWasNothing() throws HistoryException {
        Standing standing = past(Simulation.START.minusSeconds(1)).get(0);

        assertThat(standing.resources()).isEmpty();
        assertThat(standing.active()).isEmpty();
    }

    private static List<Standing> past(Instant... instants) throws HistoryException {
        History history = new History() {
            @Override
            public String name() {
                return "a test";
            }

            @Override
            public void read(BatchSink sink) throws HistoryException {
                for (int from = 0; from < EVENTS.size(); from += 500) {
                    sink.accept(Batch.of(EVENTS.subList(from, Math.min(EVENTS.size(), from + 500))), 0);
                }
            }
        };
        return Past.under(RULES, Set.of()).at(history, List.of(instants), Progress.NONE);
    }

    /** Hears an effect with the time of the record that it follows from. */
    private interface Hearing {
        void hear(Instant time, Effect effect);
    }

    private static void judged(Hearing hearing) {
        Map<String, ClusterEngine> engines = new HashMap<>();
        for (FluxStatusEvent event : EVENTS) {
            engines.computeIfAbsent(event.cluster(), cluster -> new ClusterEngine(cluster, RULES))
                    .apply(event)
                    .forEach(effect -> hearing.hear(event.observedAt(), effect));
        }
    }
}
