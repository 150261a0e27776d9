package io.fluxstream.history.backtest;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final RuleSet BUILT_IN = RuleSet.builtIn();

    private final List<FluxStatusEvent> events = new ArrayList<>();
    private Instant now = START;
    private long version;

    @Test
    void countsWhatFiredWhatRecoveredAndHowFast() {
        observe("app", "True");
        observe("app", "False");
        passes(ofMinutes(10));
        observe("app", "True");
        observe("app", "False");
        passes(ofMinutes(2));
        observe("app", "True");

        BacktestResult result = backtest(BUILT_IN, null, Range.ALL);

        RuleTally lost = result.rule("ReadyLost").orElseThrow();
        assertThat(lost.alerts()).isEqualTo(2);
        assertThat(lost.resolved(Resolution.RECOVERED)).isEqualTo(2);
        assertThat(lost.untilRecovery().quantile(0.5)).isBetween(ofMinutes(2), ofSeconds(125));
        assertThat(lost.worstFlappers(3)).singleElement().satisfies(flapper -> {
            assertThat(flapper.resource().name()).isEqualTo("app");
            assertThat(flapper.alerts()).isEqualTo(2);
        });
        RuleTally sustained = result.rule("SustainedFailure").orElseThrow();
        assertThat(sustained.alerts()).isEqualTo(1);
        assertThat(sustained.delays().quantile(1)).isEqualTo(ofMinutes(5));
        assertThat(result.alerts()).isEqualTo(3);
    }

    @Test
    void whatIsNotResolvedIsActive() {
        observe("app", "True");
        observe("app", "False");
        passes(ofMinutes(6));
        observe("other", "True");

        BacktestResult result = backtest(BUILT_IN, null, Range.ALL);

        assertThat(result.rule("SustainedFailure").orElseThrow().active()).isEqualTo(1);
        assertThat(result.healing().byKind().values())
                .singleElement()
                .satisfies(failures -> assertThat(failures.unended()).isEqualTo(1));
    }

    @Test
    void countsOnlyWhatFiredInTheTimeAskedAboutButKnowsHowThingsStoodBefore() {
        observe("app", "True");
        observe("app", "False");
        passes(ofMinutes(10));
        observe("other", "True");
        passes(ofMinutes(10));
        observe("app", "True");

        BacktestResult late = backtest(BUILT_IN, null, new Range(START.plus(ofMinutes(4)), null));
        BacktestResult early = backtest(BUILT_IN, null, new Range(null, START.plus(ofMinutes(4))));

        assertThat(late.rule("ReadyLost").orElseThrow().alerts()).isZero();
        assertThat(late.rule("SustainedFailure").orElseThrow().alerts()).isEqualTo(1);
        assertThat(early.rule("ReadyLost").orElseThrow().alerts()).isEqualTo(1);
        assertThat(early.rule("SustainedFailure").orElseThrow().alerts()).isZero();
        assertThat(early.covered()).isEqualTo(ofMinutes(4));
    }

    @Test
    void saysWhatOnlyOneRuleSetRaisesAndWhatComesEarlierOrLater() {
        observe("short", "True");
        observe("short", "False");
        passes(ofMinutes(4));
        observe("short", "True");
        observe("long", "True");
        observe("long", "False");
        passes(ofMinutes(10));
        observe("long", "True");

        Comparison stricter = compared(BUILT_IN.lasting("SustainedFailure", ofMinutes(3)), BUILT_IN);
        assertThat(stricter.of(Difference.Kind.NEW)).isEqualTo(1);
        assertThat(stricter.of(Difference.Kind.EARLIER)).isEqualTo(1);
        assertThat(stricter.byRule())
                .hasEntrySatisfying(
                        "ReadyLost", counts -> assertThat(counts.same()).isEqualTo(2));
        assertThat(stricter.examples())
                .extracting(difference ->
                        difference.kind() + " " + difference.resource().name())
                .containsExactly("NEW short", "EARLIER long");

        Comparison laxer = compared(BUILT_IN, BUILT_IN.lasting("SustainedFailure", ofMinutes(3)));
        assertThat(laxer.of(Difference.Kind.GONE)).isEqualTo(1);
        assertThat(laxer.of(Difference.Kind.LATER)).isEqualTo(1);
    }

    @Test
    void suggestsToWaitAsLongAsFailuresTakeThatHealByThemselves() {
        observe("app", "True");
        for (int i = 0; i < 20; i++) {
            observe("app", "False");
            passes(ofSeconds(80 + i));
            observe("app", "True");
            passes(ofMinutes(5));
        }

        Healing.OfKind failures =
                backtest(BUILT_IN, null, Range.ALL).healing().byKind().get("Kustomization");

        assertThat(failures).isNotNull();
        assertThat(failures.healed().count()).isEqualTo(20);
        assertThat(failures.suggestedFor()).isEqualTo(ofMinutes(2));
    }

    @Test
    void aFailureThatAnotherRevisionEndsHasNotHealedByItself() {
        observe("app", "True", "main@sha1:1");
        observe("app", "False", "main@sha1:2");
        passes(ofMinutes(1));
        observe("app", "True", "main@sha1:3");

        Healing.OfKind failures =
                backtest(BUILT_IN, null, Range.ALL).healing().byKind().get("Kustomization");

        assertThat(failures).isNotNull();
        assertThat(failures.healed().count()).isZero();
        assertThat(failures.mended().count()).isEqualTo(1);
    }

    @Test
    void saysThatThereIsNothingInTheTimeAskedAbout() {
        observe("app", "True");

        BacktestResult result = backtest(BUILT_IN, null, new Range(START.plus(ofHours(5)), null));

        assertThat(result.allRemarks()).singleElement().asString().contains("no record in the time asked about");
    }

    @Test
    void saysThatAClusterIsNotThere() {
        observe("app", "True");

        BacktestResult result = new Backtest(BUILT_IN, null, Range.ALL, Set.of("nowhere"))
                .run(history(events, false), BacktestListener.NONE, Progress.NONE);

        assertThat(result.allRemarks())
                .containsExactly("a test holds nothing of cluster nowhere", "there is nothing to judge in a test");
    }

    @Test
    void aDamagedHistoryIsNeverSilentlyJudgedInPart() {
        observe("app", "True");

        BacktestResult result = new Backtest(BUILT_IN, null, Range.ALL, Set.of())
                .run(history(events, true), BacktestListener.NONE, Progress.NONE);

        assertThat(result.replayed().isComplete()).isFalse();
        assertThat(result.allRemarks()).containsExactly("not complete: it is damaged after record 1");
    }

    @Test
    void raisesExactlyWhatTheEngineRaisesInItsOrder() {
        new Simulation(5, 3, 30, Simulation.START, ofHours(10), Simulation.HEARTBEAT, Profile.STORMY)
                .records()
                .forEachRemaining(events::add);
        Map<String, ClusterEngine> engines = new HashMap<>();
        List<FluxAlert> expected = new ArrayList<>();
        for (FluxStatusEvent event : events) {
            engines.computeIfAbsent(event.cluster(), cluster -> new ClusterEngine(cluster, BUILT_IN))
                    .apply(event)
                    .forEach(effect -> {
                        if (effect instanceof Effect.Alerted alerted) {
                            expected.add(alerted.alert());
                        }
                    });
        }

        List<FluxAlert> raised = new ArrayList<>();
        BacktestListener listener = new BacktestListener() {
            @Override
            public void alert(FluxAlert alert) {
                raised.add(alert);
            }
        };
        new Backtest(BUILT_IN, null, Range.ALL, Set.of()).run(history(events, false), listener, Progress.NONE);

        assertThat(raised).isNotEmpty().isEqualTo(expected);
    }

    private Comparison compared(RuleSet rules, RuleSet other) {
        Comparison comparison = backtest(rules, other, Range.ALL).comparison();
        assertThat(comparison).isNotNull();
        return comparison;
    }

    private BacktestResult backtest(RuleSet rules, @Nullable RuleSet other, Range range) {
        return new Backtest(rules, other, range, Set.of())
                .run(history(events, false), BacktestListener.NONE, Progress.NONE);
    }

    private static History history(List<FluxStatusEvent> events, boolean damaged) {
        return new History() {
            @Override
            public String name() {
                return "a test";
            }

            @Override
            public void read(BatchSink sink) throws HistoryException {
                for (FluxStatusEvent event : events) {
                    sink.accept(Batch.of(List.of(event)), 0);
                }
                if (damaged) {
                    throw new HistoryException("it is damaged after record " + events.size());
                }
            }
        };
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private void observe(String name, String ready) {
        observe(name, ready, "main@sha1:1");
    }

    private void observe(String name, String ready, String revision) {
        version++;
        events.add(Observed.of(new ResourceId("ottawa", "Kustomization", "apps", name), "s", now)
                .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                .uid("uid-" + name)
                .resourceVersion(version)
                .generation(1)
                .conditions(List.of(new Condition(
                        Condition.READY,
                        ready,
                        ready.equals("True") ? "ReconciliationSucceeded" : "BuildFailed",
                        "revision " + revision,
                        1L,
                        null)))
                .appliedRevision(revision)
                .attemptedRevision(revision)
                .build());
    }
}
