package io.fluxstream.bridge.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** What an operator sees of the feeding of workflows. */
public final class BridgeMeters {
    private static final String NAME = "flux.stream.bridge.";
    private static final Duration[] CALLS = buckets(5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000);
    private static final Duration[] WAYS = buckets(
            50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000);
    private static final double[] ITEMS = {1, 2, 5, 10, 20, 50, 100, 200, 500};

    private final MeterRegistry registry;
    private final DistributionSummary batchItems;
    private final Timer latency;
    /** The workflows as they are fed now; a workflow may change hands, its meters stay. */
    private final Map<String, Supplier<TargetStatus>> workflows = new ConcurrentHashMap<>();

    /** Those whose gauges there are. */
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    private final Map<String, Timer> ways = new ConcurrentHashMap<>();

    public BridgeMeters(MeterRegistry registry) {
        this.registry = registry;
        batchItems = DistributionSummary.builder(NAME + "batch.items")
                .description("Items in a signal.")
                .serviceLevelObjectives(ITEMS)
                .register(registry);
        latency = Timer.builder(NAME + "signal.latency")
                .description("From sending a signal to Temporal's answer.")
                .serviceLevelObjectives(CALLS)
                .register(registry);
    }

    private static Duration[] buckets(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** Shows whether workflows are fed here. */
    public void show(Supplier<Boolean> feeding) {
        Gauge.builder(NAME + "feeding", () -> feeding.get() ? 1 : 0)
                .description("1 while this bridge feeds workflows, 0 while it stands by.")
                .register(registry);
    }

    /** What is counted of one workflow. */
    Meters of(String workflow) {
        return new Meters(workflow);
    }

    /** Shows a workflow that is fed from now on. */
    void show(String workflow, Supplier<TargetStatus> status) {
        workflows.put(workflow, status);
        if (shown.add(workflow)) {
            gauge(
                    workflow,
                    "following",
                    "0 while the workflow is asked where it is, or rebuilt.",
                    now -> now.following() ? 1 : 0);
            gauge(workflow, "waiting.items", "Items that the workflow has not acknowledged.", TargetStatus::waiting);
            gauge(
                    workflow,
                    "waiting.seconds",
                    "How long the oldest of them has waited.",
                    now -> now.waitingFor().toMillis() / 1e3);
            gauge(
                    workflow,
                    "rejected.items",
                    "Items that the workflow could not read, as it last said.",
                    now -> now.rejected() < 0 ? Double.NaN : now.rejected());
        }
    }

    private void gauge(String workflow, String name, String description, ToDoubleFunction<TargetStatus> value) {
        Gauge.builder(NAME + name, () -> {
                    Supplier<TargetStatus> status = workflows.get(workflow);
                    return status == null ? Double.NaN : value.applyAsDouble(status.get());
                })
                .description(description)
                .tag("workflow", workflow)
                .register(registry);
    }

    /** The workflow is fed by somebody else from now on, or by nobody. */
    void forget(String workflow) {
        workflows.remove(workflow);
    }

    private Counter counter(String workflow, String name, String description) {
        return Counter.builder(NAME + name)
                .description(description)
                .tag("workflow", workflow)
                .register(registry);
    }

    /** What one workflow's loop counts. */
    final class Meters {
        private final Counter signals;
        private final Counter retries;
        private final Counter rebuilds;

        private Meters(String workflow) {
            signals = counter(workflow, "signals", "Signals acknowledged.");
            retries = counter(workflow, "retries", "Signals and questions that failed and were tried again.");
            rebuilds = counter(workflow, "rebuilds", "Times that the workflow was rebuilt from the topics.");
        }

        void signalled(Duration took) {
            signals.increment();
            latency.record(took);
        }

        void batch(int items) {
            batchItems.record(items);
        }

        void arrived(String topic, Duration after) {
            ways.computeIfAbsent(
                            topic,
                            name -> Timer.builder("flux.stream.end.to.end")
                                    .description("From what a watcher observed to the acknowledged signal.")
                                    .tag("topic", name)
                                    .serviceLevelObjectives(WAYS)
                                    .register(registry))
                    .record(after.isNegative() ? Duration.ZERO : after);
        }

        void retried() {
            retries.increment();
        }

        void rebuilt() {
            rebuilds.increment();
        }
    }
}
