package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.it.deploy.Monitoring;
import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.product.Deployment;
import io.fluxstream.it.product.Role;
import io.fluxstream.it.rig.NeedsProgram;
import io.fluxstream.it.rig.PrometheusServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** That the dashboards and alerts ask for what the roles really export, by the word of a Prometheus that scrapes them. */
@NeedsPipeline
@NeedsProgram("prometheus")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {
    /** Metrics without any series while all is well: each begins with the first event of its kind. */
    private static final Set<String> BEGIN_WITH_A_FAULT = Set.of(
            // Temporal's SDK registers a counter when it first counts.
            "temporal_workflow_task_execution_failed_total");

    private static final Pattern METRIC = Pattern.compile("\\b(?:flux_stream|temporal|process|jvm)_[a-z_]+");

    private final Pipeline pipeline;

    private @Nullable PrometheusServer prometheus;
    private @Nullable Role notify;

    DashboardsIT(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeAll
    void aFleetWithAFailureIsScraped(@TempDir Path directory) {
        Fleet ottawa = pipeline.fleet("ottawa");
        ottawa.kustomization("dashboards-ready").succeedsAt("main@sha1:1").reconciles();
        ottawa.kustomization("dashboards-failed")
                .succeedsAt("main@sha1:1")
                .failsWith("ReconciliationFailed", "no such file");
        ottawa.kustomization("dashboards-waiting").waitsFor("DependencyNotReady", "dependency 'x' is not ready");
        pipeline.settles();
        Deployment deployment = pipeline.deployment();
        Map<String, Integer> jobs = new LinkedHashMap<>();
        jobs.put("watcher", deployment.watcher().httpPort());
        jobs.put("processor", deployment.processor().httpPort());
        jobs.put("bridge", deployment.bridge().httpPort());
        jobs.put("notify", notifier(directory, deployment).httpPort());
        prometheus = PrometheusServer.start(directory, jobs, Monitoring.writeRules(directory));
    }

    /** With a sink that nobody is behind. */
    private Role notifier(Path directory, Deployment deployment) {
        try {
            Path config = Files.writeString(directory.resolve("notify.yaml"), """
                    kafka: {bootstrapServers: "%s"}
                    notify: {sinks: [{name: nobody, webhook: {url: "http://127.0.0.1:1"}}]}
                    """.formatted(
                            deployment.broker().bootstrapServers()));
            Role started = new Role("notify", directory, config);
            notify = started;
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(notify).close();
        prometheus().close();
    }

    @Test
    void everyQueryOfEveryDashboardAnswers() {
        List<Monitoring.Query> queries = Monitoring.queries().stream()
                .filter(query -> namesIn(query.expression()).stream().noneMatch(BEGIN_WITH_A_FAULT::contains))
                .toList();
        Eventually.holds(
                "every query answers",
                () -> assertThat(queries)
                        .filteredOn(
                                query -> prometheus().query(query.expression()).isEmpty())
                        .isEmpty());
    }

    @Test
    void everyAlertIsEvaluatedAndAsksForWhatIsExported() {
        Eventually.holds("all rules have been evaluated", () -> {
            List<String> healthy = new ArrayList<>();
            for (JsonNode group : prometheus().ruleGroups()) {
                for (JsonNode rule : group.path("rules")) {
                    if (rule.path("health").asText().equals("ok")) {
                        healthy.add(rule.path("name").asText());
                    }
                }
            }
            assertThat(healthy)
                    .containsExactlyInAnyOrderElementsOf(Monitoring.alerts().stream()
                            .map(alert -> alert.path("alert").asText())
                            .toList());
        });
        Set<String> asked = new TreeSet<>();
        Monitoring.alerts()
                .forEach(alert -> asked.addAll(namesIn(alert.path("expr").asText())));
        asked.removeAll(BEGIN_WITH_A_FAULT);
        Eventually.holds(
                "all metrics have been met",
                () -> assertThat(prometheus().metricNames()).containsAll(asked));
    }

    /** In every query of a dashboard, not only in the part of it that answers. */
    @Test
    void everyMetricOfADashboardIsExported() {
        Set<String> asked = new TreeSet<>();
        Monitoring.queries().forEach(query -> asked.addAll(namesIn(query.expression())));
        asked.removeAll(BEGIN_WITH_A_FAULT);
        Eventually.holds(
                "all metrics have been met",
                () -> assertThat(prometheus().metricNames()).containsAll(asked));
    }

    private PrometheusServer prometheus() {
        return Objects.requireNonNull(prometheus);
    }

    private static Set<String> namesIn(String expression) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(expression).results().forEach(found -> names.add(found.group()));
        return names;
    }
}
