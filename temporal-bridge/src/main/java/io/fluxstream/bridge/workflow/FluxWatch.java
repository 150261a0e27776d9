package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.ClusterSummary;
import io.fluxstream.schemas.workflow.ResourcePage;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one cluster; runs as {@code flux-watch-{cluster}}, for ever.
 *
 * <p>Records come as signals and not as updates: nobody waits for an answer, and the server keeps a signal even while no
 * worker is there. Arguments are bare JSON because the SDK drops a signal that it cannot deserialise; the state reads
 * them with more care than that.
 */
@WorkflowInterface
public interface FluxWatch {
    String STATUS_UPDATE = "status-update";
    String ALERTS_ACK = "alerts-ack";
    String RESOURCES = "resources";
    String ALERTS = "alerts";
    String SUMMARY = "summary";
    String CURSORS = "cursors";
    String TYPE = "FluxWatch";

    /** The workflow's id. */
    static String id(String cluster) {
        return "flux-watch-" + cluster;
    }

    @WorkflowMethod(name = TYPE)
    void watch(@Nullable WatchInput input);

    /** A {@code FluxStatusBatch}. */
    @SignalMethod(name = STATUS_UPDATE)
    void statusUpdate(@Nullable JsonNode batch);

    /**
     * Somebody has seen an alert: its id, who, and a comment; or the three as fields {@code alert}, {@code by} and
     * {@code comment} of one object.
     */
    @SignalMethod(name = ALERTS_ACK)
    void acknowledge(@Nullable JsonNode alert, @Nullable JsonNode by, @Nullable JsonNode comment);

    /** The rows that a {@code ResourceQuery} admits; all of them when there is none. */
    @QueryMethod(name = RESOURCES)
    ResourcePage resources(@Nullable JsonNode filter);

    /** The active alerts of the cluster. */
    @QueryMethod(name = ALERTS)
    AlertPage alerts(@Nullable JsonNode filter);

    @QueryMethod(name = SUMMARY)
    ClusterSummary summary();

    /** How far the topics have been taken in, and what could not be read. */
    @QueryMethod(name = CURSORS)
    Position cursors();
}
