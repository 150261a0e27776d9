package io.fluxstream.cli.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.embedded.FeatureLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The three roles as processes of their own, with traces switched on as docs/metrics.md says: one trace leads through all of them. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class TraceThroughRolesTest {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);

    @TempDir
    Path directory;

    @Test
    void oneTraceLeadsFromTheWatcherToTheBridge() throws Exception {
        try (SpanCollector collector = new SpanCollector();
                EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.REDPANDA);
                EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                StartedRole processor = role("processor", kafka, temporal, collector);
                StartedRole watcher = role("watcher", kafka, temporal, collector);
                StartedRole bridge = role("bridge", kafka, temporal, collector)) {
            long deadline = System.nanoTime() + PATIENCE;
            while (whole(collector.spans()).isEmpty()) {
                assertThat(System.nanoTime())
                        .describedAs(
                                "%d spans, none of them through all roles:%n%s%n%s%n%s",
                                collector.spans().size(), watcher.said(), processor.said(), bridge.said())
                        .isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    /** A trace in which each role's span is the child of the span of the role before it. */
    private static Optional<String> whole(List<SpanCollector.Span> spans) {
        return spans.stream()
                .filter(span -> span.from().equals("bridge") && span.name().equals("signal"))
                .filter(signal -> parent(spans, signal, "processor", "judge")
                        .flatMap(judge -> parent(spans, judge, "watcher", "observe"))
                        .filter(observe -> observe.parent().isEmpty())
                        .isPresent())
                .map(SpanCollector.Span::trace)
                .findFirst();
    }

    private static Optional<SpanCollector.Span> parent(
            List<SpanCollector.Span> spans, SpanCollector.Span child, String role, String name) {
        return spans.stream()
                .filter(span -> span.trace().equals(child.trace()) && span.id().equals(child.parent()))
                .filter(span -> span.from().equals(role) && span.name().equals(name))
                .findFirst();
    }

    private StartedRole role(String role, EmbeddedKafka kafka, EmbeddedTemporal temporal, SpanCollector collector)
            throws IOException {
        Path config = Files.writeString(directory.resolve(role + ".yaml"), """
                temporal: {address: "%s"}
                kafka: {bootstrapServers: "%s"}
                topics: {partitions: 2, replicationFactor: 1}
                processor: {stateDirectory: "%s"}
                clusters: [{name: ottawa, recording: bundled}]
                """.formatted(
                        temporal.address(), kafka.bootstrapServers(), directory.resolve("state")));
        return StartedRole.start(
                directory,
                role,
                role,
                config,
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(role), "OTEL_BSP_SCHEDULE_DELAY", "200"));
    }
}
