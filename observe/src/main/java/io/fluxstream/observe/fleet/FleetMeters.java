package io.fluxstream.observe.fleet;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** What is counted of the fleet as it goes on. */
final class FleetMeters {
    private static final Duration[] BUCKETS = LongStream.of(
                    100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000,
                    3_600_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    /** A registry looks a meter up by all of its labels, which a stream thread need not wait for each time. */
    private final Map<List<Object>, Counter> counters = new ConcurrentHashMap<>();

    private final Map<List<Object>, Timer> timers = new ConcurrentHashMap<>();

    FleetMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A resource that was reconciling since that time, in milliseconds since 1970, no longer is. */
    void reconciled(FluxResourceStatus status, long since) {
        ResourceId resource = status.resource();
        String outcome = outcome(status);
        counters.computeIfAbsent(
                        List.of("reconciliations", resource.cluster(), resource.kind(), outcome),
                        key -> Counter.builder("flux.stream.reconciliations")
                                .description("Reconciliations seen to end.")
                                .tags("cluster", resource.cluster(), "kind", resource.kind(), "outcome", outcome)
                                .register(registry))
                .increment();
        timers.computeIfAbsent(
                        List.of(resource.cluster(), resource.kind()),
                        key -> Timer.builder("flux.stream.reconcile.duration")
                                .description("From the first sign of reconciling to its outcome.")
                                .tags("cluster", resource.cluster(), "kind", resource.kind())
                                .serviceLevelObjectives(BUCKETS)
                                .register(registry))
                .record(Duration.ofMillis(Math.max(0, status.lastSeen().toEpochMilli() - since)));
    }

    private static String outcome(FluxResourceStatus status) {
        Phase phase = status.phase();
        return phase == Phase.READY || phase == Phase.FAILED || phase == Phase.WAITING ? lower(phase) : "other";
    }

    void transition(FluxTransition transition) {
        ResourceId resource = transition.resource();
        counters.computeIfAbsent(
                        List.of("transitions", resource.cluster(), resource.kind(), transition.to()),
                        key -> Counter.builder("flux.stream.transitions")
                                .description("Settled phases that changed.")
                                .tags("cluster", resource.cluster(), "kind", resource.kind())
                                .tag("to", transition.to().name())
                                .register(registry))
                .increment();
    }

    void alert(FluxAlert alert) {
        String cluster = alert.resource().cluster();
        counters.computeIfAbsent(
                        List.of("alerts", cluster, alert.rule(), alert.action()),
                        key -> Counter.builder("flux.stream.alerts")
                                .description("Alerts by what happened to them.")
                                .tags("cluster", cluster, "rule", alert.rule(), "action", lower(alert.action()))
                                .register(registry))
                .increment();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
