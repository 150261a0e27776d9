package io.fluxstream.bridge.workflow;

import io.fluxstream.schemas.workflow.FluxAlertBatch;
import io.fluxstream.schemas.workflow.FluxStatusBatch;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/**
 * Signals to the workflows, which start them when they do not run. Each answers the id of the run that took it; the
 * server's refusals come as exceptions.
 */
public final class Signals {
    private final WorkflowClient client;
    private final String taskQueue;

    public Signals(WorkflowClient client, String taskQueue) {
        this.client = client;
        this.taskQueue = taskQueue;
    }

    public String statusUpdate(String cluster, FluxStatusBatch batch) {
        return send(FluxWatch.id(cluster), FluxWatch.TYPE, FluxWatch.STATUS_UPDATE, batch, WatchInput.first(cluster));
    }

    public String alert(FluxAlertBatch batch) {
        return send(FluxAlerts.ID, FluxAlerts.TYPE, FluxAlerts.ALERT, batch, AlertsInput.FIRST);
    }

    private String send(String id, String type, String signal, Object batch, Object input) {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(taskQueue)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build();
        return client.newUntypedWorkflowStub(type, options)
                .signalWithStart(signal, new Object[] {batch}, new Object[] {input})
                .getRunId();
    }
}
