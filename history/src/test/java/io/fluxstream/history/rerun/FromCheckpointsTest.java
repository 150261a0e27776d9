package io.fluxstream.history.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.history.backtest.Backtest;
import io.fluxstream.history.backtest.BacktestListener;
import io.fluxstream.history.backtest.BacktestResult;
import io.fluxstream.history.backtest.Range;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.TopicHistory;
import io.fluxstream.history.past.LoggedAlerts;
import io.fluxstream.history.past.Past;
import io.fluxstream.history.past.Standing;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import io.fluxstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions about topics are answered from checkpoints on, and the answers are those that the whole history gives. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromCheckpointsTest {
    private static final RuleSet FIRST =
            new RuleSet(1, "first", RuleSet.builtIn().rules());
    private static final RuleSet SECOND = new RuleSet(
            2,
            "second",
            RuleSet.builtIn().lasting("SustainedFailure", Duration.ofMinutes(2)).rules());
    private static final List<FluxStatusEvent> EVENTS = events();
    private static final int CHANGE = EVENTS.size() / 3;
    private static final Instant LATE = Simulation.START.plus(Duration.ofMinutes(560));

    @TempDir
    static Path directory;

    private static ProcessedTopics topics;

    private final List<String> remarks = new ArrayList<>();
    private long read;

    private static List<FluxStatusEvent> events() {
        List<FluxStatusEvent> events = new ArrayList<>();
        new Simulation(5, 2, 14, Simulation.START, Duration.ofHours(10), Duration.ofSeconds(15), Profile.STORMY)
                .records()
                .forEachRemaining(events::add);
        return events;
    }

    @BeforeAll
    static void process() {
        topics = ProcessedTopics.start(directory.resolve("broker"), 2);
        topics.process(EVENTS.subList(0, CHANGE));
        topics.activate(SECOND);
        topics.process(EVENTS.subList(CHANGE, EVENTS.size()));
    }

    @AfterAll
    static void stop() {
        topics.close();
    }

    @Test
    @Order(1)
    void thePastIsWhatReadersSawAlthoughOnlyTheEndOfTheLogIsRead() throws HistoryException {
        Seen seen = seen(LATE);

        Standing standing = standing(LATE);
        assertThat(read).isPositive().isLessThan(EVENTS.size() / 2);
        assertThat(remarks).isEmpty();
        assertThat(standing.resources()).containsExactlyInAnyOrderElementsOf(seen.rows.values());
        assertThat(standing.active())
                .extracting(alert -> alert.last())
                .containsExactlyInAnyOrderElementsOf(seen.active.values());
        assertThat(standing.resolved())
                .hasSize(Standing.MOST_RESOLVED)
                .extracting(alert -> alert.last().id())
                .doesNotHaveDuplicates();
        assertThat(standing.active())
                .anySatisfy(alert -> assertThat(alert.last().rules()).isEqualTo(2));
    }

    @Test
    @Order(2)
    void twoTimesAreAnsweredFromBeforeTheEarlierOne() throws HistoryException {
        Instant early = Simulation.START.plus(Duration.ofMinutes(100));
        assertThat(standings(early, LATE)).isEqualTo(List.of(standing(early), standing(LATE)));
    }

    @Test
    @Order(3)
    void aBacktestOfTheLastHoursRaisesWhatTheWholeHistoryDoes() {
        Range range = new Range(LATE, null);
        List<FluxAlert> whole = new ArrayList<>();
        List<FluxAlert> warm = new ArrayList<>();

        backtest(new TopicHistory(topics.kafka(), Set.of()), range, whole);
        BacktestResult result = backtest(history(LATE, changes()), range, warm);

        // Those that fired before are others: they were raised by the rules in force then.
        Set<String> fired = new HashSet<>();
        whole.stream()
                .filter(alert -> alert.action() == FluxAlert.Action.FIRING)
                .forEach(alert -> fired.add(alert.id()));
        whole.removeIf(alert -> !fired.contains(alert.id()));
        warm.removeIf(alert -> !fired.contains(alert.id()));
        assertThat(warm).isNotEmpty().isEqualTo(whole);
        assertThat(result.replayed().records()).isLessThan(EVENTS.size() / 2);
    }

    @Test
    @Order(4)
    void whenRetentionHasRemovedTheBeginningTheFirstCheckpointIsTheBeginning() throws HistoryException {
        Seen seen = seen(LATE);
        for (int partition = 0; partition < 2; partition++) {
            topics.cut(
                    Topics.STATUS,
                    partition,
                    topics.read(Topics.STATUS, partition).size() / 5);
        }

        Standing standing = standing(LATE);
        assertThat(standing.resources()).containsExactlyInAnyOrderElementsOf(seen.rows.values());
        assertThat(standing.active())
                .extracting(alert -> alert.last())
                .containsExactlyInAnyOrderElementsOf(seen.active.values());
        assertThat(remarks).isEmpty();

        Instant early = Simulation.START.plus(Duration.ofMinutes(100));
        assertThat(standing(early).resources()).isEmpty();
        assertThat(remarks)
                .hasSize(2)
                .allSatisfy(
                        remark -> assertThat(remark)
                                .matches(
                                        "nothing is known of (ottawa|robbinsdale) before .*: retention has removed its beginning.*"));
    }

    private static LoggedRuleChanges changes() {
        return new LoggedRuleChanges((revision, hash) -> revision == 1 ? FIRST : SECOND);
    }

    private static TopicHistory history(Instant instant, LoggedRuleChanges changes) {
        return new TopicHistory(
                topics.kafka(), Set.of(), new CheckpointStarts(topics.kafka(), changes, instant, Set.of()));
    }

    private static BacktestResult backtest(TopicHistory history, Range range, List<FluxAlert> alerts) {
        return new Backtest(SECOND, null, range, Set.of())
                .run(
                        history,
                        new BacktestListener() {
                            @Override
                            public void alert(FluxAlert alert) {
                                alerts.add(alert);
                            }
                        },
                        Progress.NONE);
    }

    private Standing standing(Instant at) throws HistoryException {
        return standings(at).get(0);
    }

    private List<Standing> standings(Instant... at) throws HistoryException {
        LoggedRuleChanges changes = changes();
        TopicHistory history = history(at[0], changes);
        List<Standing> standings = new Past(changes, FIRST, new LoggedAlerts(topics.kafka()), Set.of())
                .at(history, List.of(at), new Progress() {
                    @Override
                    public void told(long records, double fraction) {
                        read = records;
                    }

                    @Override
                    public boolean isStopped() {
                        return false;
                    }
                });
        remarks.clear();
        remarks.addAll(history.remarks());
        return standings;
    }

    /** What had been shown and raised by then. */
    private static final class Seen {
        private final Map<ResourceId, FluxResourceStatus> rows = new HashMap<>();
        private final Map<String, FluxAlert> active = new HashMap<>();

        void take(Effect effect, boolean isInTime, Instant instant) {
            if (effect instanceof Effect.ResourceChanged changed && isInTime) {
                if (changed.status() == null) {
                    rows.remove(changed.resource());
                } else {
                    rows.put(changed.resource(), changed.status());
                }
            }
            if (effect instanceof Effect.Alerted alerted
                    && !alerted.alert().at().isAfter(instant)) {
                if (alerted.alert().resolution() == null) {
                    active.put(alerted.alert().id(), alerted.alert());
                } else {
                    active.remove(alerted.alert().id());
                }
            }
        }
    }

    private static Seen seen(Instant instant) {
        Seen seen = new Seen();
        Map<String, ClusterEngine> engines = new HashMap<>();
        int judged = 0;
        for (FluxStatusEvent event : EVENTS) {
            RuleSet rules = judged < CHANGE ? FIRST : SECOND;
            ClusterEngine engine =
                    engines.computeIfAbsent(event.cluster(), cluster -> new ClusterEngine(cluster, rules));
            engine.activate(rules);
            boolean isInTime = !event.observedAt().isAfter(instant);
            engine.apply(event).forEach(effect -> seen.take(effect, isInTime, instant));
            judged++;
        }
        return seen;
    }
}
