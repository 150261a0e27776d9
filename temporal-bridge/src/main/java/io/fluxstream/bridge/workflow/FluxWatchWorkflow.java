package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.bridge.state.Errand;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.state.WatchState;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.ClusterSummary;
import io.fluxstream.schemas.workflow.ResourcePage;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link FluxWatch} around a {@link WatchState}: a loop that runs errands and watches for silence. */
public final class FluxWatchWorkflow implements FluxWatch {
    /** An errand is given up for a while after this time, so that a dead broker does not keep a run from ending. */
    private static final Duration ERRAND_GIVEN_UP_AFTER = Duration.ofSeconds(30);

    private static final Duration BETWEEN_ERRANDS_GIVEN_UP = Duration.ofSeconds(10);

    private final WatchErrands errands = Workflow.newActivityStub(
            WatchErrands.class,
            ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofSeconds(10))
                    .setScheduleToCloseTimeout(ERRAND_GIVEN_UP_AFTER)
                    .setRetryOptions(RetryOptions.newBuilder()
                            .setInitialInterval(Duration.ofMillis(200))
                            .setMaximumInterval(Duration.ofSeconds(5))
                            .build())
                    .build());
    private final String cluster;
    private final @Nullable RunLimits limits;
    private final Run run;
    private final WatchState state;
    private Instant errandsFrom;

    /** Runs before the first signal handler does. */
    @WorkflowInit
    public FluxWatchWorkflow(@Nullable WatchInput input) {
        WatchInput start =
                input == null ? WatchInput.first(clusterOf(Workflow.getInfo().getWorkflowId())) : input;
        RunLimits given = start.limits();
        cluster = start.cluster();
        limits = given;
        run = new Run(given == null ? RunLimits.WATCH : given);
        state = new WatchState(cluster, start.carried(), Run.now());
        errandsFrom = Run.now();
        Workflow.setCurrentDetails(state.details());
    }

    private static String clusterOf(String workflowId) {
        String prefix = FluxWatch.id("");
        return workflowId.startsWith(prefix) ? workflowId.substring(prefix.length()) : workflowId;
    }

    @Override
    public void watch(@Nullable WatchInput input) {
        while (!run.isOver()) {
            if (isErrandDue()) {
                runNextErrand();
            } else {
                Workflow.await(Run.until(nextWake()), () -> run.isOver() || isErrandDue());
                state.look(Run.now());
                showDetails();
            }
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
        Workflow.continueAsNew(new WatchInput(cluster, state.carry(), limits));
    }

    private boolean isErrandDue() {
        return state.nextErrand() != null && !Run.now().isBefore(errandsFrom);
    }

    private void runNextErrand() {
        Errand errand = state.nextErrand();
        if (errand == null) {
            return;
        }
        try {
            errand.match(
                    write -> {
                        errands.writeAck(write.ack());
                        return true;
                    },
                    report -> {
                        errands.reportSilence(new SilenceReport(report.cluster(), report.alert()));
                        return true;
                    });
            state.done(errand);
        } catch (ActivityFailure failure) {
            errandsFrom = Run.now().plus(BETWEEN_ERRANDS_GIVEN_UP);
        }
    }

    private Instant nextWake() {
        Instant wake = run.end();
        Instant look = state.nextLook();
        if (look != null && look.isBefore(wake)) {
            wake = look;
        }
        return state.nextErrand() != null && errandsFrom.isBefore(wake) ? errandsFrom : wake;
    }

    private void showDetails() {
        Workflow.setCurrentDetails(state.details());
    }

    @Override
    public void statusUpdate(@Nullable JsonNode batch) {
        run.took(state.statusUpdate(batch, Run.now()));
        showDetails();
    }

    @Override
    public void acknowledge(@Nullable JsonNode alert, @Nullable JsonNode by, @Nullable JsonNode comment) {
        state.acknowledge(alert, by, comment, Run.now());
        run.took(1);
    }

    @Override
    public ResourcePage resources(@Nullable JsonNode filter) {
        return state.resources(filter);
    }

    @Override
    public AlertPage alerts(@Nullable JsonNode filter) {
        return state.alerts(filter);
    }

    @Override
    public ClusterSummary summary() {
        return state.summary();
    }

    @Override
    public Position cursors() {
        return state.position();
    }
}
