package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.processor.ProcessorConfig;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The roles as processes, with a broker in this one, on a fleet that is played. */
final class FleetPipeline implements AutoCloseable {
    /** Bytes: whether all clusters have been listed is not worth a request for every record. */
    private static final int WORTH_READING = 256 * 1024;

    private static final int PARTITIONS = 12;

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
            TopicSetup.ensure(admin, PARTITIONS, (short) -1);
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
                CommittedReader.fromNow(kafka.bootstrapServers(), Topics.STATUS.name(), WORTH_READING)) {
            long began = System.nanoTime();
            start("watcher", 0);
            RoleProcess watcher = role("watcher");
            Set<String> complete = new HashSet<>();
            while (complete.size() < clusters) {
                if (!watcher.isAlive()) {
                    throw new IllegalStateException(
                            "the watcher has ended: see " + config.resolveSibling("watcher.log"));
                }
                for (ConsumerRecord<byte[], byte[]> record : status.poll(Duration.ofMillis(500))) {
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

    /** Waits until the processor has judged all that is in flux-status now: how many seconds that took. */
    double catchUp() throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.STATUS.name(), partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            var ends = admin.listOffsets(latest).all().get();
            boolean isBehind = true;
            while (isBehind) {
                TimeUnit.MILLISECONDS.sleep(200);
                var committed = admin.listConsumerGroupOffsets(ProcessorConfig.DEFAULT_APPLICATION_ID)
                        .partitionsToOffsetAndMetadata()
                        .get();
                isBehind = ends.entrySet().stream().anyMatch(end -> {
                    OffsetAndMetadata read = committed.get(end.getKey());
                    return end.getValue().offset() > (read == null ? 0 : read.offset());
                });
            }
        } catch (ExecutionException e) {
            throw new IOException("the broker does not say how far the processor is", e);
        }
        return (System.nanoTime() - began) / 1e9;
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
