package io.fluxstream.bridge;

import static io.fluxstream.bridge.Eventually.eventually;
import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.alert;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.resolved;
import static io.fluxstream.bridge.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxstream.bridge.query.WorkflowQueries;
import io.fluxstream.bridge.workflow.FluxAlerts;
import io.fluxstream.bridge.workflow.FluxWatch;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.schemas.workflow.ResourceQuery;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits that only a real server has, and its own command line. */
@Tag("long")
class RealTemporalTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path dir;

    private static @Nullable TemporalDevServer temporal;

    @SuppressWarnings("NullAway.Init")
    private static Topology topics;

    @BeforeAll
    static void start() throws Exception {
        temporal = TemporalDevServer.startIfThere();
        assumeTrue(temporal != null, "no temporal binary on the PATH or named by TEMPORAL_CLI");
        topics = new Topology(dir);
    }

    @AfterAll
    static void stop() {
        if (temporal != null) {
            topics.close();
            temporal.close();
        }
    }

    private static TemporalDevServer server() {
        TemporalDevServer running = temporal;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    /** A server refuses to end a run behind whose back a signal came, and a worker then replays all of it. */
    @Test
    void runsEndWhileAlertsKeepComing() throws Exception {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(server().address())
                .build());
        try (Bridge bridge = Bridge.start(BridgeConfig.of(topics.kafka(), server().address()))) {
            WorkflowClient client = WorkflowClient.newInstance(service);
            // What a run hands on to the next one takes a while to write.
            int sent = fire(0, 5_000);
            assertThat(bridge.drain(Duration.ofMinutes(4)))
                    .as("%s", bridge.status())
                    .isTrue();
            int before = runs(client).size();
            while (runs(client).size() < before + 1) {
                assertThat(sent).as("%s", bridge.status()).isLessThan(100_000);
                sent = fire(sent, sent + 20);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(bridge.drain(Duration.ofMinutes(4)))
                    .as("%s", bridge.status())
                    .isTrue();
            for (String run : runs(client)) {
                assertThat(refusals(client.fetchHistory(FluxAlerts.ID, run).getEvents()))
                        .isEmpty();
            }
            for (int i = 0; i < sent; i++) {
                topics.alert(resolved("storm-" + i, NOON.plusSeconds(60)));
            }
            topics.safe();
            assertThat(bridge.drain(Duration.ofMinutes(4)))
                    .as("%s", bridge.status())
                    .isTrue();
        } finally {
            service.shutdownNow();
        }
    }

    private static int fire(int from, int to) {
        for (int i = from; i < to; i++) {
            topics.alert(firing("storm-" + i));
        }
        topics.safe();
        return to;
    }

    /** Tasks that failed because of signals behind their back, all of them the bridge's own. */
    private static List<HistoryEvent> refusals(List<HistoryEvent> history) {
        List<HistoryEvent> refusals = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).hasWorkflowTaskFailedEventAttributes()
                    && history.subList(i + 1, history.size()).stream()
                            .takeWhile(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                            .noneMatch(RealTemporalTest::isReport)) {
                refusals.add(history.get(i));
            }
        }
        return refusals;
    }

    /** Of a watch workflow, which sends one when it begins. */
    private static boolean isReport(HistoryEvent signal) {
        return signal.getWorkflowExecutionSignaledEventAttributes()
                .getInput()
                .getPayloads(0)
                .getData()
                .toStringUtf8()
                .contains("\"" + FluxWatch.id(""));
    }

    private static List<String> runs(WorkflowClient client) {
        return client.listExecutions("WorkflowId = '" + FluxAlerts.ID + "'")
                .map(run -> run.getExecution().getRunId())
                .toList();
    }

    @Test
    void tenThousandResourcesFitThroughTheServerAndEveryQueryAnswersItsOwnCommandLine() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            ResourceId resource = new ResourceId("big", "Kustomization", "ns-" + i % 40, "app-" + i);
            String message = "Applied revision: main@sha1:c58b3a2f of a rather ordinary application, number " + i;
            topics.row(row(resource, i % 50 == 0 ? Phase.FAILED : Phase.READY, message));
            if (i % 50 == 0) {
                topics.alert(alert("id" + i, resource, FluxAlert.Action.FIRING, 0, NOON));
            }
        }
        topics.cluster(live("big", NOON)).cluster(live("ottawa", NOON));
        topics.row(row("a", Phase.READY)).alert(firing("1")).safe();
        try (Bridge bridge = Bridge.start(BridgeConfig.of(topics.kafka(), server().address()));
                WorkflowQueries ask = WorkflowQueries.connect(server().address(), "default")) {
            assertThat(bridge.drain(Duration.ofMinutes(4)))
                    .as("%s", bridge.status())
                    .isTrue();
            assertThat(ask.summary("big").total()).isEqualTo(10_000);
            assertThat(ask.resources("big", ResourceQuery.ALL).items()).hasSize(10_000);
            assertThat(ask.active()).hasSize(201);
        }
        // Another bridge with another worker takes over.
        try (Bridge bridge = Bridge.start(BridgeConfig.of(topics.kafka(), server().address()));
                WorkflowQueries ask = WorkflowQueries.connect(server().address(), "default")) {
            // A second round crosses the limits of a run, with everything in it.
            for (int i = 0; i < 10_000; i++) {
                ResourceId resource = new ResourceId("big", "Kustomization", "ns-" + i % 40, "app-" + i);
                topics.row(row(resource, Phase.WAITING, "dependency 'flux-system/base' is not ready, number " + i));
            }
            topics.safe();
            assertThat(bridge.drain(Duration.ofMinutes(4)))
                    .as("%s", bridge.status())
                    .isTrue();
            assertThat(ask.summary("big").waiting()).isEqualTo(10_000);

            assertThat(server().cli("workflow", "query", "--workflow-id", "flux-watch-ottawa", "--type", "summary"))
                    .contains("\"cluster\":\"ottawa\"");
            assertThat(server().cli("workflow", "query", "--workflow-id", "flux-watch-ottawa", "--type", "resources"))
                    .contains("flux-system");
            assertThat(server().cli("workflow", "query", "--workflow-id", "flux-alerts", "--type", "history"))
                    .contains("items");
            server().cli(
                            "workflow",
                            "signal",
                            "--workflow-id",
                            "flux-watch-ottawa",
                            "--name",
                            "alerts-ack",
                            "--input",
                            "\"1\"",
                            "--input",
                            "\"kim\"",
                            "--input",
                            "\"rolling back\"");
            eventually(() -> assertThat(
                            server().cli("workflow", "query", "--workflow-id", "flux-watch-ottawa", "--type", "alerts"))
                    .contains("rolling back"));
        }
    }
}
