package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a fleet costs: the three roles as processes, with API servers that are played, under a steady stream of status updates.
 *
 * <p>First all clusters are listed; then updates come, one in five of which changes the phase, each of which raises or resolves an alert.
 * Printed are the time to the last complete snapshot, the way from an update to its alert in flux-alerts, what the bridge says of the way
 * to the workflows, and what each role used. The broker, the API servers and the readers share the machine.
 */
@Command(name = "FleetLoad", mixinStandardHelpOptions = true, showDefaultValues = true)
final class FleetLoad implements Callable<Integer> {
    private static final int CYCLE = 10;
    private static final Duration POLL = Duration.ofMillis(1);

    @Option(names = "--clusters")
    private int clusters = 100;

    @Option(names = "--resources", description = "Of each cluster.")
    private int resources = 1_000;

    @Option(names = "--rate", paramLabel = "N", description = "Updates a second, of all clusters together.")
    private int rate = 2_000;

    @Option(names = "--seconds", description = "How long updates come.")
    private int seconds = 600;

    @Option(names = "--no-bridge", description = "Only up to flux-alerts.")
    private boolean noBridge;

    @Option(names = "--temporal", paramLabel = "HOST:PORT", description = "A server in place of the embedded one.")
    private @Nullable String temporal;

    @Option(
            names = "--command",
            description = "What starts a role: the distribution's script, so that no build is measured.")
    private Path command = Path.of("cli/target/flux-stream/bin/flux-stream");

    private final Map<String, Long> failed = new ConcurrentHashMap<>();
    private final Distribution alerted = new Distribution("ms");
    private long events;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FleetLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report.machine("FleetLoad");
        Path directory = Files.createTempDirectory("fleet-load");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.LATEST);
                EmbeddedTemporal embedded = noBridge || temporal != null ? null : EmbeddedTemporal.start(0);
                FakeFleet fleet = new FakeFleet(clusters, resources)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                TopicSetup.ensure(admin, 12, (short) -1);
            }
            String server = embedded != null ? embedded.address() : temporal != null ? temporal : "127.0.0.1:1";
            Path config = Files.writeString(
                    directory.resolve("flux-stream.yaml"), config(fleet, kafka.bootstrapServers(), server, directory));
            run(fleet, kafka.bootstrapServers(), config);
        }
        return 0;
    }

    private static String config(FakeFleet fleet, String kafka, String server, Path directory) {
        return "kafka: {bootstrapServers: \"" + kafka + "\"}\ntemporal: {address: \"" + server
                + "\"}\nprocessor: {stateDirectory: \"" + directory.resolve("state") + "\"}\n" + fleet.settings();
    }

    private void run(FakeFleet fleet, String kafka, Path config) throws IOException, InterruptedException {
        int bridgePort = freePort();
        List<RoleProcess> roles = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> alerts = CommittedReader.fromNow(kafka, Topics.ALERTS.name())) {
            roles.add(RoleProcess.start(command, "processor", config, 0));
            if (!noBridge) {
                roles.add(RoleProcess.start(command, "bridge", config, bridgePort));
            }
            synchronise(roles, kafka, config);
            for (RoleProcess role : roles) {
                role.begin();
                role.look();
            }
            update(fleet, alerts, roles);
            Report.line("%,d updates in %d s, %,d events in flux-alerts", (long) rate * seconds, seconds, events);
            Report.line(alerted, "update -> alert read from flux-alerts");
            for (RoleProcess role : roles) {
                Report.line("%s%s", role.line(), role.isAlive() ? "" : "; it has ended");
            }
            if (!noBridge) {
                printWayToWorkflows(bridgePort);
            }
        } finally {
            roles.forEach(RoleProcess::close);
        }
    }

    /** Starts the watcher and waits until every cluster has been listed. */
    private void synchronise(List<RoleProcess> roles, String kafka, Path config) throws IOException {
        try (KafkaConsumer<byte[], byte[]> status = CommittedReader.fromNow(kafka, Topics.STATUS.name())) {
            long began = System.nanoTime();
            RoleProcess watcher = RoleProcess.start(command, "watcher", config, 0);
            roles.add(0, watcher);
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
            Report.line(
                    "%,d clusters of %,d: listed %.1f s after the watcher's start, which then holds %.0f MB",
                    clusters, resources, (System.nanoTime() - began) / 1e9, watcher.look());
        }
    }

    private void update(FakeFleet fleet, KafkaConsumer<byte[], byte[]> alerts, List<RoleProcess> roles)
            throws IOException {
        long began = System.nanoTime();
        long all = (long) rate * seconds;
        long perMinute = TimeUnit.MINUTES.toSeconds(1) * rate;
        for (long i = 0; i < all; i++) {
            long due = began + (long) (i * (1e9 / rate));
            while (System.nanoTime() < due) {
                take(alerts);
            }
            write(fleet, i);
            if (i % rate == 0) {
                take(alerts);
            }
            if (i % perMinute == perMinute - 1) {
                StringBuilder resident = new StringBuilder();
                for (RoleProcess role : roles) {
                    resident.append(String.format(Locale.ROOT, " %s %.0f MB", role.name(), role.look()));
                }
                Report.progress("%d min:%s, %,d alerts not read yet", (i + 1) / perMinute, resident, failed.size());
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!failed.isEmpty() && System.nanoTime() < end) {
            take(alerts);
        }
        if (!failed.isEmpty()) {
            Report.line("%,d alerts did not come within 30 s", failed.size());
        }
        for (RoleProcess role : roles) {
            role.look();
        }
    }

    /** Ready, in progress, ready, ... and once in a cycle it fails. */
    private void write(FakeFleet fleet, long i) {
        int cluster = (int) (i % clusters);
        int resource = (int) (i / clusters % resources);
        // Neighbours are at different points of the cycle, which a resource goes through from one round to the next.
        long step = (i / clusters / resources + resource + cluster) % CYCLE;
        String revision = "main@sha1:" + Long.toHexString(0xc58b516e8fcL + i);
        if (step == 0) {
            failed.put(FakeFleet.key(cluster, resource), System.nanoTime());
            fleet.write(
                    cluster, resource, "False", "BuildFailed", "accumulating resources from " + revision + " failed");
        } else if (step % 2 == 0) {
            fleet.write(cluster, resource, "Unknown", "Progressing", "Reconciliation in progress");
        } else {
            fleet.write(cluster, resource, "True", "ReconciliationSucceeded", "Applied revision: " + revision);
        }
    }

    private void take(KafkaConsumer<byte[], byte[]> alerts) {
        for (ConsumerRecord<byte[], byte[]> record : alerts.poll(POLL)) {
            events++;
            if (Topics.ALERTS.codec().decode(record.value()) instanceof Decoded.Value<FluxAlert> value
                    && value.value().action() == FluxAlert.Action.FIRING
                    && value.value().rule().equals("ReadyLost")) {
                Long at = failed.remove(value.value().resource().toString());
                if (at != null) {
                    alerted.addNanos(System.nanoTime() - at);
                }
            }
        }
    }

    private void printWayToWorkflows(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        String metrics = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        for (String topic : List.of(Topics.ALERTS.name(), Topics.RESOURCES.name())) {
            Report.line(
                    "%s",
                    Histogram.of(metrics, "flux_stream_end_to_end_seconds", topic)
                            .line("observed -> signalled, " + topic));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
