package io.fluxstream.bridge.workflow;

import io.fluxstream.schemas.workflow.FluxAlertBatch;
import io.fluxstream.schemas.workflow.FluxStatusBatch;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;

/**
 * Signals to the workflows, which start them when they do not run. Each answers the id of the run that took it; the
 * server's refusals come as exceptions.
 */
public final class Signals {
    /**
     * How long one workflow task may take before the server gives it to another worker: long enough to pack ten thousand
     * rows on a busy machine, for a task that always takes too long would never end.
     */
    private static final Duration WATCH_TASK = Duration.ofSeconds(30);

    /** Short, because it is also how long a killed worker's task delays the next alert. */
    private static final Duration ALERTS_TASK = Duration.ofSeconds(10);

    private final WorkflowClient client;
    private final String taskQueue;

    public Signals(WorkflowClient client, String taskQueue) {
        this.client = client;
        this.taskQueue = taskQueue;
    }

    public String statusUpdate(String cluster, FluxStatusBatch batch) {
        return send(
                FluxWatch.id(cluster),
                FluxWatch.TYPE,
                FluxWatch.STATUS_UPDATE,
                batch,
                new WatchInput(cluster, null, RunLimits.watch(cluster)),
                WATCH_TASK);
    }

    public String alert(FluxAlertBatch batch) {
        return send(FluxAlerts.ID, FluxAlerts.TYPE, FluxAlerts.ALERT, batch, AlertsInput.FIRST, ALERTS_TASK);
    }

    private String send(String id, String type, String signal, Object batch, Object input, Duration task) {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(taskQueue)
                .setWorkflowTaskTimeout(task)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build();
        return client.newUntypedWorkflowStub(type, options)
                .signalWithStart(signal, new Object[] {batch}, new Object[] {input})
                .getRunId();
    }
}
