package io.fluxstream.benchmarks;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The engine alone, one thread: a simulated cluster's events, already decoded, and what follows from them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 4)
@Measurement(iterations = 5, time = 3)
// As the launcher runs a backtest.
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseParallelGC", "-XX:FreqInlineSize=150", "-Xmx500m"})
public class EngineBenchmark {
    private static final int RESOURCES = 218;
    /** As many as stay in the processor's cache: what was decoded a moment ago does, too. */
    private static final int EVENTS = 8_192;

    /** One record in five changes the phase, or next to none does. */
    @Param({"STORMY", "CALM"})
    private String profile = "STORMY";

    @Param({"BUILT_IN", "TEAMS", "ALL"})
    private ManyRules rules = ManyRules.BUILT_IN;

    private final FluxStatusEvent[] events = new FluxStatusEvent[EVENTS];
    private Later later = new Later(Duration.ZERO, 0);
    private ClusterEngine engine = new ClusterEngine("none", RuleSet.builtIn());
    private int next;
    private int rounds;

    @Setup
    public void record() {
        Profile eventful = profile.equals("CALM") ? Profile.CALM : Profile.STORMY;
        Iterator<FluxStatusEvent> records = new Simulation(
                        1, 1, RESOURCES, Simulation.START, Duration.ofDays(3_650), Duration.ofSeconds(10), eventful)
                .records();
        for (int i = 0; i < EVENTS; i++) {
            events[i] = records.next();
        }
        engine = new ClusterEngine(events[0].cluster(), rules.set());
        next = 0;
        rounds = 0;
        later = new Later(Duration.ZERO, 0);
    }

    /** The history goes round, each time later than the last. */
    private FluxStatusEvent nextEvent() {
        if (next == EVENTS) {
            next = 0;
            rounds++;
            Duration length = Duration.between(events[0].observedAt(), events[EVENTS - 1].observedAt());
            later = new Later(length.multipliedBy(rounds), rounds);
        }
        return events[next++].match(later);
    }

    /** What the events themselves cost: to be taken off the others. */
    @Benchmark
    public FluxStatusEvent eventsAlone() {
        return nextEvent();
    }

    /** What a backtest asks for: alerts and transitions. */
    @Benchmark
    public void judge(Blackhole hole) {
        hole.consume(engine.judge(nextEvent()));
        if (next == EVENTS) {
            engine.discardChangedRows();
        }
    }

    /** What the processor asks for: what readers are shown as well, and the rows of memory that changed. */
    @Benchmark
    public void applyAndTakeRows(Blackhole hole) {
        hole.consume(engine.apply(nextEvent()));
        hole.consume(engine.takeChangedRows());
    }
}
