package io.fluxstream.bridge;

import static io.fluxstream.bridge.Eventually.eventually;
import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.alert;
import static io.fluxstream.bridge.Samples.app;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.resolved;
import static io.fluxstream.bridge.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.bridge.feed.KafkaSettings;
import io.fluxstream.bridge.query.WorkflowQueries;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.workflow.FluxAlerts;
import io.fluxstream.bridge.workflow.FluxWatch;
import io.fluxstream.bridge.workflow.Signals;
import io.fluxstream.bridge.workflow.WatchErrandsActivity;
import io.fluxstream.bridge.workflow.WorkflowHost;
import io.fluxstream.bridge.workflow.WorkflowJson;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ResourceQuery;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge between a real broker and the embedded Temporal server. */
class BridgeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path dataDir;

    @SuppressWarnings("NullAway.Init")
    private static Topology topics;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedTemporal temporal;

    @SuppressWarnings("NullAway.Init")
    private WorkflowQueries ask;

    @SuppressWarnings("NullAway.Init")
    private AckLog ackLog;

    @SuppressWarnings("NullAway.Init")
    private WorkflowServiceStubs service;

    @SuppressWarnings("NullAway.Init")
    private WorkflowClient client;

    @SuppressWarnings("NullAway.Init")
    private WorkerFactory worker;

    private @Nullable Bridge bridge;

    @BeforeAll
    static void startBroker() {
        topics = new Topology(dataDir);
    }

    @AfterAll
    static void stopBroker() {
        topics.close();
    }

    @BeforeEach
    void start() throws Exception {
        try (Admin admin = topics.admin()) {
            delete(admin, Topics.ALL.stream().map(topic -> topic.name()).toList());
        }
        createTopics();
        startTemporal();
    }

    private void startTemporal() {
        temporal = EmbeddedTemporal.start(0);
        ask = WorkflowQueries.connect(temporal.address(), "default");
        ackLog = new AckLog(new KafkaSettings(topics.kafka()));
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.address())
                .build());
        client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(WorkflowJson.dataConverter())
                        .build());
        worker = WorkflowHost.factory(
                client,
                BridgeConfig.DEFAULT_TASK_QUEUE,
                new WatchErrandsActivity(ackLog, new Signals(client, BridgeConfig.DEFAULT_TASK_QUEUE)));
        worker.start();
    }

    private void stopTemporal() {
        worker.shutdownNow();
        worker.awaitTermination(5, TimeUnit.SECONDS);
        ackLog.close();
        service.shutdownNow();
        ask.close();
        temporal.close();
    }

    private static void delete(Admin admin, List<String> names) throws Exception {
        admin.deleteTopics(names).all().get();
        eventually(() -> assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(names));
    }

    private static void createTopics() {
        eventually(() -> {
            try (Admin admin = topics.admin()) {
                TopicSetup.ensure(admin, 12, (short) 1);
            }
        });
    }

    @AfterEach
    void stop() {
        stopBridge();
        stopTemporal();
    }

    private void startBridge() {
        startBridge(Clock.systemUTC());
    }

    private void startBridge(Clock clock) {
        bridge = start(clock);
    }

    private Bridge start(Clock clock) {
        return Bridge.start(BridgeConfig.of(topics.kafka(), temporal.address()), clock, false);
    }

    private void stopBridge() {
        Bridge running = bridge;
        if (running != null) {
            running.close();
            bridge = null;
        }
    }

    private void drained() throws InterruptedException {
        Bridge running = bridge;
        assertThat(running).isNotNull();
        assertThat(running.drain(Duration.ofSeconds(60)))
                .as("%s", running.status())
                .isTrue();
    }

    @Test
    void whatIsInTheTopicsIsWhatTheWorkflowsAnswer() throws Exception {
        topics.cluster(live("ottawa", NOON)).row(row("a", Phase.READY)).row(row("b", Phase.FAILED));
        topics.alert(firing("1")).alert(firing("2")).alert(resolved("2", NOON.plusSeconds(9)));
        topics.safe();
        startBridge();
        drained();

        assertThat(ask.summary("ottawa").total()).isEqualTo(2);
        assertThat(ask.summary("ottawa").live()).isTrue();
        assertThat(ids(ask.alerts("ottawa"))).containsExactly("1");
        assertThat(ids(ask.active())).containsExactly("1");
        assertThat(ids(ask.history())).containsExactly("2");
        assertThat(ask.clusters()).containsExactly("ottawa");

        topics.row(row("a", Phase.FAILED)).gone(row("b", Phase.FAILED)).alert(firing("3"));
        ResourceId elsewhere = new ResourceId("robbinsdale", "HelmRelease", "x", "y");
        topics.row(row(elsewhere, Phase.READY, "installed"));
        topics.safe();
        drained();
        assertThat(ask.resources("ottawa", ResourceQuery.ALL).items())
                .extracting(row -> row.resource().name() + " " + row.phase())
                .containsExactly("a FAILED");
        assertThat(ids(ask.active())).containsExactly("1", "3");
        assertThat(ask.resources("robbinsdale", ResourceQuery.ALL).items()).hasSize(1);
    }

    @Test
    void anAcknowledgementComesBackToBothWorkflowsAndOutlivesALostTemporal() throws Exception {
        topics.cluster(live("ottawa", NOON)).alert(firing("1")).safe();
        startBridge();
        drained();
        ask.acknowledge("ottawa", "1", "kim", "rolling back");
        eventually(() -> {
            assertThat(ask.alerts("ottawa").get(0).ack()).isNotNull();
            assertThat(ask.active().get(0).ack()).isNotNull();
        });

        stopBridge();
        stopTemporal();
        startTemporal();
        startBridge();
        drained();
        AlertView alert = ask.active().get(0);
        assertThat(alert.ack()).isNotNull();
        assertThat(alert.ack().by()).isEqualTo("kim");
        assertThat(ask.alerts("ottawa").get(0).ack()).isEqualTo(alert.ack());
    }

    @Test
    void aBridgeThatWasAwayGoesOnWhereTheWorkflowsAre() throws Exception {
        topics.cluster(live("ottawa", NOON))
                .row(row("a", Phase.READY))
                .alert(firing("1"))
                .safe();
        startBridge();
        drained();
        String rebuilt = rebuilt(FluxWatch.id("ottawa"));
        stopBridge();

        topics.row(row("b", Phase.FAILED))
                .alert(firing("2"))
                .alert(resolved("1", NOON.plusSeconds(5)))
                .safe();
        startBridge();
        drained();
        assertThat(ask.summary("ottawa").total()).isEqualTo(2);
        assertThat(ids(ask.active())).containsExactly("2");
        assertThat(ids(ask.history())).containsExactly("1");
        assertThat(rebuilt(FluxWatch.id("ottawa"))).isEqualTo(rebuilt);
    }

    @Test
    void anotherBridgeIsReadyToTakeOver() throws Exception {
        topics.cluster(live("ottawa", NOON)).row(row("a", Phase.READY)).safe();
        startBridge();
        drained();
        try (Bridge second = start(Clock.systemUTC())) {
            eventually(() -> assertThat(second.status().ready()).isTrue());
            assertThat(second.status().workflows()).isEmpty();
            stopBridge();

            topics.row(row("b", Phase.FAILED)).safe();
            eventually(() -> {
                assertThat(second.status().ready()).isTrue();
                assertThat(ask.summary("ottawa").total()).isEqualTo(2);
            });
        }
    }

    @Test
    void aWorkflowThatIsTerminatedWhileTheBridgeRunsIsRebuiltWithTheNextSignal() throws Exception {
        topics.cluster(live("ottawa", NOON))
                .row(row("a", Phase.READY))
                .alert(firing("1"))
                .safe();
        startBridge();
        drained();
        terminate(FluxWatch.id("ottawa"));
        terminate(FluxAlerts.ID);

        topics.row(row("b", Phase.FAILED)).alert(firing("2")).safe();
        eventually(() -> {
            assertThat(ask.summary("ottawa").total()).isEqualTo(2);
            assertThat(ids(ask.alerts("ottawa"))).containsExactly("1", "2");
            assertThat(ids(ask.active())).containsExactly("1", "2");
        });
    }

    @Test
    void aWorkflowThatIsGoneWhenTheBridgeStartsIsRebuilt() throws Exception {
        topics.cluster(live("ottawa", NOON))
                .row(row("a", Phase.READY))
                .alert(firing("1"))
                .safe();
        startBridge();
        drained();
        stopBridge();
        terminate(FluxWatch.id("ottawa"));
        startBridge();
        drained();
        assertThat(ask.summary("ottawa").total()).isEqualTo(1);
    }

    @Test
    void aTopicMadeAnewRebuildsTheWorkflow() throws Exception {
        topics.cluster(live("ottawa", NOON))
                .row(row("ghost", Phase.READY))
                .row(row("a", Phase.READY))
                .safe();
        startBridge();
        drained();
        stopBridge();
        try (Admin admin = topics.admin()) {
            delete(admin, List.of(Topics.RESOURCES.name()));
        }
        createTopics();
        // More records than before, so that the old cursor lies within the new topic.
        IntStream.range(0, 5).forEach(i -> topics.row(row("n" + i, Phase.READY)));
        topics.safe();
        startBridge();
        drained();
        assertThat(ask.resources("ottawa", ResourceQuery.ALL).items())
                .extracting(row -> row.resource().name())
                .containsExactly("n0", "n1", "n2", "n3", "n4");
    }

    @Test
    void aWorkflowLastFedLongerAgoThanTombstonesAreSafeIsRebuilt() throws Exception {
        topics.cluster(live("ottawa", NOON)).row(row("a", Phase.READY)).safe();
        startBridge();
        drained();
        String rebuilt = rebuilt(FluxWatch.id("ottawa"));
        stopBridge();
        startBridge(Clock.fixed(Instant.now().plus(Duration.ofDays(4)), ZoneOffset.UTC));
        drained();
        assertThat(rebuilt(FluxWatch.id("ottawa"))).isNotEqualTo(rebuilt);
        assertThat(ask.summary("ottawa").total()).isEqualTo(1);
    }

    @Test
    void whatNoWorkflowCanReadIsCountedAndTheRestFlows() throws Exception {
        startBridge();
        topics.cluster(live("ottawa", NOON));
        topics.raw(Topics.RESOURCES, app("x").toString(), "not JSON".getBytes(StandardCharsets.UTF_8));
        topics.raw(Topics.RESOURCES, app("y").toString(), "{}".getBytes(StandardCharsets.UTF_8));
        topics.raw(Topics.RESOURCES, app("z").toString(), new byte[600_000]);
        topics.raw(Topics.ALERTS, app("z").toString(), "[]".getBytes(StandardCharsets.UTF_8));
        topics.row(row("a", Phase.READY)).alert(firing("1")).safe();
        eventually(() -> {
            assertThat(ask.summary("ottawa").total()).isEqualTo(1);
            assertThat(ids(ask.active())).containsExactly("1");
        });
    }

    @Test
    void manyAlertsOfManyClustersAllArrive() throws Exception {
        startBridge();
        for (int c = 0; c < 5; c++) {
            topics.cluster(live("c" + c, NOON));
            for (int i = 0; i < 300; i++) {
                ResourceId resource = new ResourceId("c" + c, "Kustomization", "ns", "app-" + i);
                topics.row(row(resource, Phase.FAILED, "failed"));
                topics.alert(alert(c + "-" + i, resource, FluxAlert.Action.FIRING, 0, NOON));
            }
        }
        topics.safe();
        drained();
        assertThat(ids(ask.active())).hasSize(1_500).doesNotHaveDuplicates();
        for (int c = 0; c < 5; c++) {
            assertThat(ask.summary("c" + c).failed()).isEqualTo(300);
        }
    }

    private static List<String> ids(List<AlertView> alerts) {
        return alerts.stream().map(view -> view.last().id()).sorted().toList();
    }

    private String rebuilt(String workflowId) {
        return String.valueOf(client.newUntypedWorkflowStub(workflowId)
                .query(FluxWatch.CURSORS, Position.class)
                .rebuilt());
    }

    private void terminate(String workflowId) {
        client.newUntypedWorkflowStub(workflowId).terminate("for the test");
    }
}
