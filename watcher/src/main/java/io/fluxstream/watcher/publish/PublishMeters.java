package io.fluxstream.watcher.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** What an operator sees of the writing to Kafka. */
final class PublishMeters {
    private static final Duration[] BUCKETS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Timer latency;
    private final Counter refused;
    private final Counter failures;

    PublishMeters(MeterRegistry registry) {
        latency = Timer.builder("flux.stream.publish.latency")
                .description("From a record's making to Kafka's acknowledgement.")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        refused = Counter.builder("flux.stream.publish.refused")
                .description("Records that Kafka will never take.")
                .register(registry);
        failures = Counter.builder("flux.stream.publish.failures")
                .description("Producers that failed and were replaced.")
                .register(registry);
    }

    void acknowledged(long nanos) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused() {
        refused.increment();
    }

    void failed() {
        failures.increment();
    }
}
