package io.fluxstream.benchmarks;

import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.embedded.FreePort;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    private static final String SIGNALS = "flux_stream_bridge_signals_total";

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
            names = "--temporal-cli",
            paramLabel = "FILE",
            description =
                    "The command line temporal: a development server is started with it, in place of the embedded one.")
    private @Nullable String temporalCli;

    @Option(
            names = "--command",
            description = "What starts a role: the distribution's script, so that no build is measured.")
    private Path command = Path.of("cli/target/flux-stream/bin/flux-stream");

    private final Distribution alerted = new Distribution("ms");

    /** Where the bridge is asked; 0 for none. */
    private int bridgePort;

    private Map<String, Histogram> lastWays = Map.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FleetLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report.machine("FleetLoad");
        boolean needsServer = !noBridge && temporal == null;
        String cli = temporalCli;
        try (FakeFleet fleet = new FakeFleet(clusters, resources);
                EmbeddedTemporal embedded = needsServer && cli == null ? EmbeddedTemporal.start(0) : null;
                TemporalDevServer started = needsServer && cli != null ? TemporalDevServer.start(cli) : null;
                FleetPipeline pipeline = new FleetPipeline(
                        command,
                        fleet,
                        started != null ? started.address() : embedded != null ? embedded.address() : temporal)) {
            run(fleet, pipeline, started == null ? List.of() : List.of(started.process()));
        }
        return 0;
    }

    /** @param servers what else is counted, beside the roles */
    private void run(FakeFleet fleet, FleetPipeline pipeline, List<RoleProcess> servers)
            throws IOException, InterruptedException {
        bridgePort = noBridge ? 0 : FreePort.choose();
        try (KafkaConsumer<byte[], byte[]> alerts = pipeline.alerts()) {
            pipeline.start("processor", 0);
            if (!noBridge) {
                pipeline.start("bridge", bridgePort);
            }
            double listed = pipeline.synchronise(clusters);
            Report.line(
                    "%,d clusters of %,d: listed %.1f s after the watcher's start, which then holds %.0f MB",
                    clusters, resources, listed, pipeline.role("watcher").look());
            Report.line("all of it judged %.1f s later", pipeline.catchUp());
            Map<String, Histogram> before = noBridge ? Map.of() : awaitWorkflows(bridgePort);
            lastWays = before;
            List<RoleProcess> counted = new ArrayList<>(pipeline.roles());
            counted.addAll(servers);
            double signalsBefore = noBridge ? 0 : sum(metrics(bridgePort), SIGNALS);
            for (RoleProcess role : counted) {
                role.begin();
                role.look();
            }
            Turns turns = new Turns(fleet, 0, clusters, resources);
            update(turns, alerts, counted);
            Report.line(
                    "%,d updates in %d s, %,d events in flux-alerts", (long) rate * seconds, seconds, turns.events());
            Report.line(alerted, "update -> alert read from flux-alerts");
            for (RoleProcess role : counted) {
                Report.line("%s%s", role.line(), role.isAlive() ? "" : "; it has ended");
            }
            if (!noBridge) {
                String now = metrics(bridgePort);
                double signals = sum(now, SIGNALS) - signalsBefore;
                Report.line("%,.0f signals, %.1f/s", signals, signals / seconds);
                for (RoleProcess role : counted) {
                    if (role.name().equals("bridge") || servers.contains(role)) {
                        Report.line(
                                "%-10s %.1f ms of processor time for each",
                                role.name(), role.cpuSecondsSince() * 1e3 / signals);
                    }
                }
                waysToWorkflows(now)
                        .forEach((topic, ways) -> Report.line(
                                "%s",
                                ways.since(before.getOrDefault(topic, ways)).line("observed -> signalled, " + topic)));
            }
        }
    }

    private void update(Turns turns, KafkaConsumer<byte[], byte[]> alerts, List<RoleProcess> roles)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        long all = (long) rate * seconds;
        long perMinute = TimeUnit.MINUTES.toSeconds(1) * rate;
        Distribution minute = new Distribution("ms");
        for (long i = 0; i < all; i++) {
            long due = began + (long) (i * (1e9 / rate));
            while (System.nanoTime() < due) {
                turns.take(alerts, minute);
            }
            turns.next();
            if (i % rate == 0) {
                turns.take(alerts, minute);
            }
            if (i % perMinute == perMinute - 1) {
                StringBuilder resident = new StringBuilder();
                for (RoleProcess role : roles) {
                    resident.append(String.format(Locale.ROOT, " %s %.0f MB", role.name(), role.look()));
                }
                Report.progress(
                        "%s;%s, %,d alerts not read yet",
                        minute.line((i + 1) / perMinute + " min"), resident, turns.awaited());
                alerted.addAll(minute);
                minute.clear();
                tellWays();
            }
        }
        alerted.addAll(minute);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (turns.awaited() > 0 && System.nanoTime() < end) {
            turns.take(alerts, alerted);
        }
        if (turns.awaited() > 0) {
            Report.line("%,d alerts did not come within 30 s", turns.awaited());
        }
        for (RoleProcess role : roles) {
            role.look();
        }
    }

    /** How long it took to the workflows since the last time. */
    private void tellWays() throws IOException, InterruptedException {
        if (bridgePort != 0) {
            Map<String, Histogram> now = waysToWorkflows(metrics(bridgePort));
            now.forEach((topic, ways) -> Report.progress(
                    "%s", ways.since(lastWays.getOrDefault(topic, ways)).line("observed -> signalled, " + topic)));
            lastWays = now;
        }
    }

    /** Waits until the workflows have everything; their histograms then. */
    private Map<String, Histogram> awaitWorkflows(int port) throws IOException, InterruptedException {
        long began = System.nanoTime();
        String now = metrics(port);
        while (sum(now, "flux_stream_bridge_following") <= clusters
                || sum(now, "flux_stream_bridge_waiting_items") > 2.0 * clusters) {
            TimeUnit.SECONDS.sleep(1);
            now = metrics(port);
        }
        Report.line("all of it in the workflows %.1f s later", (System.nanoTime() - began) / 1e9);
        return waysToWorkflows(now);
    }

    private static double sum(String metrics, String gauge) {
        return metrics.lines()
                .filter(line -> line.startsWith(gauge + '{'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Map<String, Histogram> waysToWorkflows(String metrics) {
        Map<String, Histogram> ways = new TreeMap<>();
        for (String topic : List.of(Topics.ALERTS.name(), Topics.RESOURCES.name())) {
            ways.put(topic, Histogram.of(metrics, "flux_stream_end_to_end_seconds", topic));
        }
        return ways;
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
