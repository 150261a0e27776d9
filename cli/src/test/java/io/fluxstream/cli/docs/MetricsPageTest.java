package io.fluxstream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.cli.run.SeenPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/metrics.md to what a pipeline on the bundled recording really exports. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MetricsPageTest {
    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(flux_stream_[a-z_]+)` \\| (\\w+) \\| ([a-z, ]*?) ?\\|");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (flux_stream_[a-z_]+) (\\w+)$");
    private static final Pattern LABELS = Pattern.compile("([a-z_]+)=\"");
    /** Only of a role that has a page and a test of its own. */
    private static final String ELSEWHERE = "flux_stream_notify_";

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

        assertThat(families(exported)).isEqualTo(documented());
        assertThat(exported)
                .contains("temporal_workflow_task_execution_", "jvm_memory_used_bytes", "process_resident_memory_bytes")
                .contains("flux_stream_resources{cluster=\"ottawa\",kind=\"Kustomization\",phase=\"READY\"} ")
                .contains("flux_stream_alerts_total{action=\"firing\",cluster=\"ottawa\",rule=\"SustainedFailure\"} ");
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> metrics = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            if (!rows.group(1).startsWith(ELSEWHERE)) {
                metrics.put(
                        rows.group(1),
                        rows.group(2) + " " + sorted(rows.group(3).split(", ?", -1)));
            }
        }
        return metrics;
    }

    private static Map<String, String> families(String exported) {
        Map<String, String> metrics = new TreeMap<>();
        Matcher families = FAMILY.matcher(exported);
        while (families.find()) {
            String name = families.group(1);
            if (name.endsWith("_max") || name.startsWith(ELSEWHERE)) {
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
