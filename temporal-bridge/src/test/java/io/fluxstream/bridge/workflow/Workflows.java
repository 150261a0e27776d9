package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import io.fluxstream.schemas.workflow.ResourcePage;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Both workflows on a server that skips time. */
final class Workflows implements AutoCloseable {
    static final String TASK_QUEUE = "flux-stream";
    static final String WATCH = FluxWatch.id("ottawa");

    final TestWorkflowEnvironment server;
    final Worker worker;
    final List<AlertAck> acks = new CopyOnWriteArrayList<>();
    /** While it is set, flux-acks cannot be written. */
    volatile boolean brokerIsDown;

    private final WorkflowClient client;

    Workflows() {
        server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(WorkflowJson.dataConverter())
                        .setIdentity("test") // recorded histories name no machine
                        .build())
                .build());
        client = server.getWorkflowClient();
        worker = server.newWorker(TASK_QUEUE, WorkflowHost.options());
        WorkflowHost.register(worker, new WatchErrandsActivity(this::write, new Signals(client, TASK_QUEUE)));
    }

    private void write(AlertAck ack) {
        if (brokerIsDown) {
            throw new IllegalStateException("no broker");
        }
        acks.add(ack);
    }

    void start() {
        server.start();
    }

    void watch(@Nullable RunLimits limits) {
        stub(FluxWatch.TYPE, WATCH).start(new WatchInput("ottawa", null, limits));
    }

    void alerts(@Nullable RunLimits limits) {
        stub(FluxAlerts.TYPE, FluxAlerts.ID).start(new AlertsInput(null, limits));
    }

    private WorkflowStub stub(String type, String id) {
        return client.newUntypedWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(TASK_QUEUE)
                        .build());
    }

    void signal(JsonNode batch) {
        client.newUntypedWorkflowStub(WATCH).signal(FluxWatch.STATUS_UPDATE, batch);
    }

    void alert(JsonNode batch) {
        client.newUntypedWorkflowStub(FluxAlerts.ID).signal(FluxAlerts.ALERT, batch);
    }

    void acknowledge(@Nullable Object... arguments) {
        client.newUntypedWorkflowStub(WATCH).signal(FluxWatch.ALERTS_ACK, arguments);
    }

    ClusterSummary summary() {
        return client.newUntypedWorkflowStub(WATCH).query(FluxWatch.SUMMARY, ClusterSummary.class);
    }

    ResourcePage resources(Object... filter) {
        return client.newUntypedWorkflowStub(WATCH).query(FluxWatch.RESOURCES, ResourcePage.class, filter);
    }

    List<AlertView> watchAlerts() {
        return client.newUntypedWorkflowStub(WATCH)
                .query(FluxWatch.ALERTS, AlertPage.class)
                .items();
    }

    Position watchCursors() {
        return client.newUntypedWorkflowStub(WATCH).query(FluxWatch.CURSORS, Position.class);
    }

    List<AlertView> active() {
        return client.newUntypedWorkflowStub(FluxAlerts.ID)
                .query(FluxAlerts.ACTIVE, AlertPage.class)
                .items();
    }

    List<AlertView> history() {
        return client.newUntypedWorkflowStub(FluxAlerts.ID)
                .query(FluxAlerts.HISTORY, AlertPage.class)
                .items();
    }

    String[] clusters() {
        return client.newUntypedWorkflowStub(FluxAlerts.ID).query(FluxAlerts.CLUSTERS, String[].class);
    }

    String run(String workflowId) {
        return client.newUntypedWorkflowStub(workflowId)
                .describe()
                .getExecution()
                .getRunId();
    }

    String historyOf(String workflowId, String run) {
        return client.fetchHistory(workflowId, run).toJson(true);
    }

    void passes(Duration duration) {
        server.sleep(duration);
    }

    @Override
    public void close() {
        server.close();
    }
}
