package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** The roles as processes, with a broker in this one, on a fleet that is played. */
final class FleetPipeline implements AutoCloseable {
    private final Path command;
    private final EmbeddedKafka kafka;
    private final Path config;
    private final List<RoleProcess> roles = new ArrayList<>();

    /**
     * @param command what starts a role
     * @param temporal for a bridge, if there will be one
     */
    FleetPipeline(Path command, FakeFleet fleet, @Nullable String temporal) throws IOException {
        this.command = command;
        Path directory = Files.createTempDirectory("fleet");
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.LATEST);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicSetup.ensure(admin, 12, (short) -1);
        }
        String settings = "kafka: {bootstrapServers: \"" + kafka.bootstrapServers() + "\"}\n"
                + (temporal == null ? "" : "temporal: {address: \"" + temporal + "\"}\n")
                + "processor: {stateDirectory: \"" + directory.resolve("state") + "\"}\n" + fleet.settings();
        config = Files.writeString(directory.resolve("flux-stream.yaml"), settings);
    }

    /** @param httpPort 0 for none */
    void start(String role, int httpPort) throws IOException {
        roles.add(RoleProcess.start(command, role, config, httpPort));
    }

    /** A reader of flux-alerts from now on. */
    KafkaConsumer<byte[], byte[]> alerts() {
        return CommittedReader.fromNow(kafka.bootstrapServers(), Topics.ALERTS.name());
    }

    /** Starts the watcher and waits until so many clusters have been listed: how many seconds that took. */
    double synchronise(int clusters) throws IOException {
        try (KafkaConsumer<byte[], byte[]> status =
                CommittedReader.fromNow(kafka.bootstrapServers(), Topics.STATUS.name())) {
            long began = System.nanoTime();
            start("watcher", 0);
            RoleProcess watcher = role("watcher");
            Set<String> complete = new HashSet<>();
            while (complete.size() < clusters) {
                if (!watcher.isAlive()) {
                    throw new IllegalStateException(
                            "the watcher has ended: see " + config.resolveSibling("watcher.log"));
                }
                for (ConsumerRecord<byte[], byte[]> record : status.poll(Duration.ofMillis(20))) {
                    if (new String(record.key(), UTF_8).indexOf('/') < 0
                            && Topics.STATUS.codec().decode(record.value())
                                    instanceof Decoded.Value<FluxStatusEvent> value
                            && value.value() instanceof FluxStatusEvent.SnapshotCompleted completed) {
                        complete.add(completed.cluster());
                    }
                }
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    RoleProcess role(String name) {
        return roles.stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those that were started, in that order. */
    List<RoleProcess> roles() {
        return Collections.unmodifiableList(roles);
    }

    @Override
    public void close() {
        roles.forEach(RoleProcess::close);
        kafka.close();
    }
}
