package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.workflow.AlertPage;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of every cluster; runs as {@code flux-alerts}, for ever. */
@WorkflowInterface
public interface FluxAlerts {
    String ID = "flux-alerts";
    String ALERT = "alert";
    String ACTIVE = "active";
    String HISTORY = "history";
    String CLUSTERS = "clusters";
    String CURSORS = "cursors";
    String TYPE = "FluxAlerts";

    @WorkflowMethod(name = TYPE)
    void watch(@Nullable AlertsInput input);

    /** A {@code FluxAlertBatch}. */
    @SignalMethod(name = ALERT)
    void alert(@Nullable JsonNode batch);

    @QueryMethod(name = ACTIVE)
    AlertPage active(@Nullable JsonNode filter);

    /** The last hundred resolved alerts. */
    @QueryMethod(name = HISTORY)
    AlertPage history(@Nullable JsonNode filter);

    /** The names of the clusters that are watched. */
    @QueryMethod(name = CLUSTERS)
    List<String> clusters();

    /** How far the topics have been taken in, and what could not be read. */
    @QueryMethod(name = CURSORS)
    Position cursors();
}
