package io.fluxstream.cli.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxstream.cli.run.SeenPipeline;
import io.fluxstream.notify.Notifier;
import io.fluxstream.notify.NotifyConfig;
import io.fluxstream.notify.NotifyMeters;
import io.fluxstream.notify.SinkConfig;
import io.fluxstream.notify.Target;
import io.fluxstream.notify.http.Endpoint;
import io.fluxstream.notify.webhook.WebhookTarget;
import io.fluxstream.observe.HttpAddress;
import io.fluxstream.observe.RoleView;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/metrics.md to what a pipeline on the bundled recording really exports. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MetricsPageTest {
    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(flux_stream_[a-z_]+)` \\| (\\w+) \\| ([a-z, ]*?) ?\\|");
    private static final Pattern NOTIFIER_ROW =
            Pattern.compile("(?m)^\\| `(flux_stream_notify_[a-z_]+)` \\| (\\w+) \\|");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (flux_stream_[a-z_]+) (\\w+)$");
    private static final Pattern LABELS = Pattern.compile("([a-z_]+)=\"");
    /** Of a role that is no part of the pipeline; all its series have the same labels. */
    private static final String NOTIFIER = "flux_stream_notify_";

    private static final String OF_EVERY_SINK = "[kind, sink]";

    @TempDir
    Path directory;

    @Test
    void namesEveryMetricWithItsTypeAndLabelsAndNoOther() throws Exception {
        String exported;
        try (SeenPipeline pipeline = SeenPipeline.start(directory)) {
            exported = pipeline.get("/metrics");
            assertThat(pipeline.get("/livez")).isEqualTo("ok\n");
            assertThat(pipeline.get("/readyz")).isEqualTo("ok\n");
            assertThat(pipeline.get("/config")).contains("flux-stream-processor");
        }

        assertThat(families(exported, name -> !name.startsWith(NOTIFIER))).isEqualTo(documented());
        assertThat(exported)
                .contains("temporal_workflow_task_execution_", "jvm_memory_used_bytes", "process_resident_memory_bytes")
                .contains("flux_stream_resources{cluster=\"ottawa\",kind=\"Kustomization\",phase=\"READY\"} ")
                .contains("flux_stream_alerts_total{action=\"firing\",cluster=\"ottawa\",rule=\"SustainedFailure\"} ");
    }

    @Test
    void namesEveryMetricOfANotifierToo() throws Exception {
        WebhookTarget nobody = new WebhookTarget(Endpoint.at(URI.create("http://127.0.0.1:1")), null);
        NotifyConfig config = new NotifyConfig(
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                List.of(SinkConfig.of("nobody", new Target.Webhook(nobody))));
        String exported;
        try (RoleView view = RoleView.open(new HttpAddress("127.0.0.1", 0), "test", "");
                Notifier notifier = Notifier.start(config)) {
            new NotifyMeters(notifier).bindTo(view.registry());
            URI page = URI.create("http://127.0.0.1:" + view.port() + "/metrics");
            exported = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
        }

        Map<String, String> documented = new TreeMap<>();
        Matcher rows = NOTIFIER_ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2) + " " + OF_EVERY_SINK);
        }
        assertThat(families(exported, name -> name.startsWith(NOTIFIER))).isEqualTo(documented);
    }

    /** Where it is installed: names, suffixes, units and help texts. */
    @Test
    void promtoolFindsNoFaultInTheNames() throws Exception {
        String exported;
        try (SeenPipeline pipeline = SeenPipeline.start(directory)) {
            exported = pipeline.get("/metrics");
        }
        // Temporal's SDK names its metrics itself.
        String ours = exported.lines()
                .filter(line -> line.startsWith("flux_stream_") || line.matches("# (HELP|TYPE) flux_stream_.*"))
                .collect(Collectors.joining("\n", "", "\n"));
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "no promtool on the PATH");
            return;
        }
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(ours.getBytes(UTF_8));
        }
        assertThat(new String(promtool.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> metrics = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            if (!rows.group(1).startsWith(NOTIFIER)) {
                metrics.put(
                        rows.group(1),
                        rows.group(2) + " " + sorted(rows.group(3).split(", ?", -1)));
            }
        }
        return metrics;
    }

    private static Map<String, String> families(String exported, Predicate<String> wanted) {
        Map<String, String> metrics = new TreeMap<>();
        Matcher families = FAMILY.matcher(exported);
        while (families.find()) {
            String name = families.group(1);
            if (name.endsWith("_max") || !wanted.test(name)) {
                continue; // the decaying maximum that Micrometer adds to every histogram
            }
            Matcher series = Pattern.compile("(?m)^" + name + "(?:_bucket)?(?:\\{(.*)})? ")
                    .matcher(exported);
            String labels = series.find() && series.group(1) != null ? series.group(1) : "";
            metrics.put(name, families.group(2) + " " + labelNames(labels));
        }
        return metrics;
    }

    private static List<String> labelNames(String labels) {
        return LABELS.matcher(labels)
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .sorted()
                .toList();
    }

    private static List<String> sorted(String[] labels) {
        return Arrays.stream(labels).filter(label -> !label.isEmpty()).sorted().toList();
    }
}
