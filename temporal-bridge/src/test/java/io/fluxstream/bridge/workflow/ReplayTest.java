package io.fluxstream.bridge.workflow;

import static io.fluxstream.bridge.Eventually.eventually;
import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.app;
import static io.fluxstream.bridge.Samples.batch;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.resolved;
import static io.fluxstream.bridge.Samples.row;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.schemas.Topics;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workflows that are running somewhere must be able to go on with this version. When this fails, the commands that a
 * workflow gives have changed: that needs {@code Workflow.getVersion}, or runs that are no longer anywhere.
 *
 * <p>To record the histories again: {@code mvn -pl temporal-bridge -am test -Dtest=ReplayTest -Drecord.histories=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ReplayTest {
    private static final Path RECORDED = Path.of("src/test/resources/histories");

    @ParameterizedTest
    @ValueSource(strings = {"watch-first-run", "watch-second-run", "alerts-first-run"})
    void aRecordedHistoryReplays(String name) throws Exception {
        try (Workflows workflows = new Workflows()) {
            WorkflowReplayer.replayWorkflowExecution(
                    WorkflowExecutionHistory.fromJson(recorded(name)), workflows.worker);
        }
    }

    private static String recorded(String name) throws IOException {
        try (InputStream in = ReplayTest.class.getResourceAsStream("/histories/" + name + ".json")) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "record.histories", matches = "true", disabledReason = "only to record anew")
    void records() throws IOException {
        try (Workflows workflows = new Workflows()) {
            workflows.start();
            workflows.alerts(null);
            workflows.watch(null);
            String watch = workflows.run(Workflows.WATCH);
            String alerts = workflows.run(FluxAlerts.ID);
            workflows.signal(batch(Topics.RESOURCES, 0)
                    .item(app("a").toString(), row("a", Phase.FAILED))
                    .rebuild("r", true));
            workflows.signal(
                    batch(Topics.ALERTS_ACTIVE, 0).item("ottawa/1", firing("1")).sent());
            workflows.alert(batch(Topics.ALERTS, 0).item("k", firing("1")).rebuild("r", true));
            workflows.acknowledge("1", "kim", "rolling back");
            eventually(() -> assertThat(workflows.acks).hasSize(1));
            workflows.passes(ofMinutes(3)); // silence
            workflows.signal(batch(Topics.CLUSTERS, 0)
                    .item("ottawa", live("ottawa", NOON))
                    .sent());
            eventually(() -> assertThat(workflows.history()).hasSize(1));
            workflows.brokerIsDown = true;
            workflows.acknowledge("1", "kim", "still at it");
            workflows.passes(ofSeconds(45));
            workflows.brokerIsDown = false;
            workflows.passes(ofMinutes(8));
            eventually(() -> assertThat(workflows.run(Workflows.WATCH)).isNotEqualTo(watch));
            String second = workflows.run(Workflows.WATCH);
            workflows.alert(
                    batch(Topics.ALERTS, 1).item("k", resolved("1", NOON)).sent());
            workflows.passes(ofMinutes(30));
            eventually(() -> assertThat(workflows.run(FluxAlerts.ID)).isNotEqualTo(alerts));
            write("watch-first-run", workflows.historyOf(Workflows.WATCH, watch));
            write("watch-second-run", workflows.historyOf(Workflows.WATCH, second));
            write("alerts-first-run", workflows.historyOf(FluxAlerts.ID, alerts));
        }
    }

    private static void write(String name, String json) throws IOException {
        Files.createDirectories(RECORDED);
        Files.writeString(RECORDED.resolve(name + ".json"), json.strip() + '\n');
    }
}
