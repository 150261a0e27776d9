package io.fluxstream.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the workflows answer, asked as any Temporal client would: no class of flux-stream takes part. */
public final class Workflows implements AutoCloseable {
    private static final String ALERTS = "flux-alerts";

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    public Workflows(String address) {
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcQueryTimeout(Duration.ofSeconds(10))
                .build());
        client = WorkflowClient.newInstance(stubs);
    }

    public JsonNode summary(String cluster) {
        return stub("flux-watch-" + cluster).query("summary", JsonNode.class);
    }

    public List<JsonNode> resources(String cluster) {
        return all("flux-watch-" + cluster, "resources");
    }

    public List<JsonNode> alerts(String cluster) {
        return all("flux-watch-" + cluster, "alerts");
    }

    public List<JsonNode> active() {
        return all(ALERTS, "active");
    }

    public List<JsonNode> history() {
        return all(ALERTS, "history");
    }

    /** How far a workflow has taken the topics in, and what it could not read. */
    public JsonNode cursors(String workflow) {
        return stub(workflow).query("cursors", JsonNode.class);
    }

    /** The run that a workflow is in. */
    public String run(String workflow) {
        return stub(workflow).describe().getExecution().getRunId();
    }

    public void signal(String workflow, String signal, JsonNode argument) {
        stub(workflow).signal(signal, argument);
    }

    public void acknowledge(String cluster, String alert, String by, String comment) {
        stub("flux-watch-" + cluster).signal("alerts-ack", alert, by, comment);
    }

    private List<JsonNode> all(String workflow, String query) {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        while (true) {
            JsonNode page = stub(workflow).query(query, JsonNode.class, filter);
            page.path("items").forEach(items::add);
            if (!page.hasNonNull("continue")) {
                return items;
            }
            filter.set("continue", page.get("continue"));
        }
    }

    private WorkflowStub stub(String workflow) {
        return client.newUntypedWorkflowStub(workflow);
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
