package io.fluxstream.benchmarks;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The engine alone: events already decoded, effects and changed rows taken, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {
    private static final int RESOURCES = 218;
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final List<FluxStatusEvent> round = new ArrayList<>();
    private ClusterEngine engine = new ClusterEngine("ottawa", RuleSet.builtIn());
    private int next;
    private long version;

    /** One round of reconciles: four observations in five change nothing that settles. */
    @Setup
    public void record() {
        round.clear();
        for (int step = 0; step < 5; step++) {
            for (int i = 0; i < RESOURCES; i++) {
                round.add(observed(i, step));
            }
        }
        engine = new ClusterEngine("ottawa", RuleSet.builtIn());
    }

    private static Observed observed(int i, int step) {
        String status = step == 4 && i % 2 == 0 ? "False" : step % 2 == 0 ? "True" : "Unknown";
        return Observed.of(new ResourceId("ottawa", "Kustomization", "apps", "app-" + i), "s", START)
                .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                .uid("uid-" + i)
                .generation(1)
                .conditions(List.of(new Condition(
                        Condition.READY, status, "Reason" + status, "Applied revision: main@sha1:c58b516e", 1L, START)))
                .appliedRevision("main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8")
                .attemptedRevision("main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8")
                .labels(Map.of("team", "apps"))
                .build();
    }

    private Observed nextEvent() {
        Observed event = (Observed) round.get(next);
        next = next + 1 == round.size() ? 0 : next + 1;
        version++;
        return new Observed(
                event.resource(),
                event.session(),
                START.plusMillis(version),
                0,
                event.apiVersion(),
                event.uid(),
                version,
                event.generation(),
                null,
                null,
                false,
                false,
                event.interval(),
                event.dependsOn(),
                event.source(),
                event.conditions(),
                event.appliedRevision(),
                event.attemptedRevision(),
                null,
                null,
                event.labels());
    }

    /** What the events themselves cost: to be taken off the others. */
    @Benchmark
    public Observed eventsAlone() {
        return nextEvent();
    }

    @Benchmark
    public void judge(Blackhole hole) {
        hole.consume(engine.apply(nextEvent()));
    }

    @Benchmark
    public void judgeAndTakeRows(Blackhole hole) {
        hole.consume(engine.apply(nextEvent()));
        hole.consume(engine.takeChangedRows());
    }
}
