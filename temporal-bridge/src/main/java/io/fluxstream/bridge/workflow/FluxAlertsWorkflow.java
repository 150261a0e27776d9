package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.bridge.state.AlertsState;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.workflow.AlertPage;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link FluxAlerts} around an {@link AlertsState}. */
public final class FluxAlertsWorkflow implements FluxAlerts {
    private final @Nullable RunLimits limits;
    private final Run run;
    private final AlertsState state;

    /** Runs before the first signal handler does. */
    @WorkflowInit
    public FluxAlertsWorkflow(@Nullable AlertsInput input) {
        AlertsInput start = input == null ? AlertsInput.FIRST : input;
        RunLimits given = start.limits();
        limits = given;
        run = new Run(given == null ? RunLimits.ALERTS : given);
        state = new AlertsState(start.carried());
        Workflow.setCurrentDetails(state.details());
    }

    @Override
    public void watch(@Nullable AlertsInput input) {
        while (!run.isOver()) {
            Workflow.await(Run.until(run.end()), run::isOver);
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
        Workflow.continueAsNew(new AlertsInput(state.carry(), limits));
    }

    @Override
    public void alert(@Nullable JsonNode batch) {
        run.took(state.alert(batch, Run.now()));
        Workflow.setCurrentDetails(state.details());
    }

    @Override
    public AlertPage active(@Nullable JsonNode filter) {
        return state.active(filter);
    }

    @Override
    public AlertPage history(@Nullable JsonNode filter) {
        return state.history(filter);
    }

    @Override
    public List<String> clusters() {
        return state.clusters();
    }

    @Override
    public Position cursors() {
        return state.position();
    }
}
