package io.fluxstream.benchmarks;

import io.fluxstream.domain.alert.FluxAlert;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long nobody is told of a failure after a processor was killed: with another one that stands by, and with one that is started again.
 *
 * <p>A resource fails in every cluster right after the kill; what counts is when the first and the last of these alerts can be read.
 */
@Command(name = "Recovery", mixinStandardHelpOptions = true, showDefaultValues = true)
final class Recovery implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final String GROUP = ProcessorConfig.DEFAULT_APPLICATION_ID;

    @Option(names = "--clusters")
    private int clusters = 100;

    @Option(names = "--resources", description = "Of each cluster.")
    private int resources = 1_000;

    @Option(names = "--kills", description = "Of each sort.")
    private int kills = 3;

    @Option(names = "--warm", paramLabel = "S", description = "How long a standby has to follow what it missed.")
    private int warmSeconds = 30;

    @Option(
            names = "--command",
            description = "What starts a role: the distribution's script, so that no build is measured.")
    private Path command = Path.of("cli/target/flux-stream/bin/flux-stream");

    private final Distribution firstAlert = new Distribution("s");
    private final Distribution lastAlert = new Distribution("s");
    private int round;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Recovery()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Report.machine("Recovery");
        Path directory = Files.createTempDirectory("recovery");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.LATEST);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                FakeFleet fleet = new FakeFleet(clusters, resources)) {
            TopicSetup.ensure(admin, 12, (short) -1);
            Path watcherConfig = config(directory, "watcher", fleet, kafka, 0);
            try (RoleProcess watcher = RoleProcess.start(command, "watcher", watcherConfig, 0)) {
                measure(directory, fleet, kafka, admin, 0);
                Report.line(firstAlert, "killed, started again -> first alert");
                Report.line(lastAlert, "killed, started again -> last alert of all clusters");
                firstAlert.clear();
                lastAlert.clear();
                measure(directory, fleet, kafka, admin, 1);
                Report.line(firstAlert, "killed, another one stood by -> first alert");
                Report.line(lastAlert, "killed, another one stood by -> last alert of all clusters");
                if (!watcher.isAlive()) {
                    throw new IllegalStateException("the watcher has ended: see " + directory);
                }
            }
        }
        return 0;
    }

    private void measure(Path directory, FakeFleet fleet, EmbeddedKafka kafka, Admin admin, int standbys)
            throws IOException, InterruptedException, ExecutionException {
        Path one = config(directory, "one-" + standbys, fleet, kafka, standbys);
        Path other = config(directory, "other-" + standbys, fleet, kafka, standbys);
        RoleProcess running = RoleProcess.start(command, "processor", one, 0);
        RoleProcess standby = standbys == 0 ? null : RoleProcess.start(command, "processor", other, 0);
        try {
            for (int i = 0; i < kills; i++) {
                awaitProcessed(admin);
                if (standby != null) {
                    TimeUnit.SECONDS.sleep(warmSeconds);
                }
                long killed = System.nanoTime();
                running.kill();
                try (KafkaConsumer<byte[], byte[]> alerts =
                        CommittedReader.fromNow(kafka.bootstrapServers(), Topics.ALERTS.name())) {
                    RoleProcess successor = standby == null ? RoleProcess.start(command, "processor", one, 0) : standby;
                    standby = null;
                    running = successor;
                    awaitAlerts(fleet, alerts, killed);
                    if (standbys == 0) {
                        Report.line("%s", running.said("Memory of"));
                    }
                }
                if (standbys > 0 && i + 1 < kills) {
                    standby = RoleProcess.start(command, "processor", i % 2 == 0 ? one : other, 0);
                }
            }
        } finally {
            running.close();
            if (standby != null) {
                standby.close();
            }
        }
    }

    /** Lets a resource of every cluster fail, then recover. */
    private void awaitAlerts(FakeFleet fleet, KafkaConsumer<byte[], byte[]> alerts, long killed) {
        int resource = round % resources;
        round++;
        Set<String> awaited = new HashSet<>();
        for (int i = 0; i < clusters; i++) {
            fleet.write(i, resource, "False", "BuildFailed", "accumulating resources failed in round " + round);
            awaited.add(FakeFleet.key(i, resource));
        }
        boolean isFirst = true;
        while (!awaited.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : alerts.poll(POLL)) {
                if (Topics.ALERTS.codec().decode(record.value()) instanceof Decoded.Value<FluxAlert> value
                        && awaited.remove(value.value().resource().toString())) {
                    double seconds = (System.nanoTime() - killed) / 1e9;
                    if (isFirst) {
                        firstAlert.add(seconds);
                        isFirst = false;
                    }
                    if (awaited.isEmpty()) {
                        lastAlert.add(seconds);
                    }
                }
            }
        }
        Report.progress("round %d: all alerts after %.1f s", round, (System.nanoTime() - killed) / 1e9);
    }

    /** Returns once the processors have committed all that is in flux-status, and something is. */
    private void awaitProcessed(Admin admin) throws InterruptedException, ExecutionException {
        long expected = (long) clusters * resources;
        while (true) {
            Map<TopicPartition, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> committed.put(partition, offset.offset()));
            Map<TopicPartition, OffsetSpec> latest = committed.keySet().stream()
                    .filter(partition -> partition.topic().equals(Topics.STATUS.name()))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            long ends = 0;
            long done = 0;
            for (var end : admin.listOffsets(latest).all().get().entrySet()) {
                ends += end.getValue().offset();
                done += committed.getOrDefault(end.getKey(), 0L);
            }
            // Heartbeats keep coming.
            if (done >= expected && ends - done < clusters * 10L) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Path config(Path directory, String name, FakeFleet fleet, EmbeddedKafka kafka, int standbys)
            throws IOException {
        Path own = Files.createDirectories(directory.resolve(name));
        return Files.writeString(
                own.resolve("flux-stream.yaml"),
                "kafka: {bootstrapServers: \"" + kafka.bootstrapServers() + "\"}\nprocessor: {standbys: " + standbys
                        + ", stateDirectory: \"" + own.resolve("state") + "\"}\n" + fleet.settings());
    }
}
