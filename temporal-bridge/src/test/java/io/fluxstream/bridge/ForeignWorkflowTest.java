package io.fluxstream.bridge;

import static io.fluxstream.bridge.Eventually.eventually;
import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxstream.bridge.query.WorkflowQueries;
import io.fluxstream.bridge.workflow.FluxWatch;
import io.fluxstream.domain.phase.Phase;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workflow that another version left running, whose history this version's workflow does not fit. */
class ForeignWorkflowTest {
    private static final String ID = "flux-watch-ottawa";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** What some other version does: it begins with an activity. */
    public static final class OtherVersion implements DynamicWorkflow {
        @Override
        public @Nullable Object execute(EncodedValues input) {
            return Workflow.newUntypedActivityStub(ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofDays(1))
                            .build())
                    .execute("nobodyDoesThis", String.class);
        }
    }

    /** Behind a signal waits a task, which fails again and again, and behind that the bridge's question. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNamedAtTheStartWithWhatToDoAndFilledAnewOnceItIsEnded(boolean signalled) throws Exception {
        TemporalDevServer temporal = TemporalDevServer.startIfThere();
        assumeTrue(temporal != null, "no temporal binary on the PATH or named by TEMPORAL_CLI");
        try (temporal;
                Topology topics = new Topology(directory)) {
            leaveBehind(temporal);
            if (signalled) {
                temporal.cli(
                        "workflow", "signal", "--workflow-id", ID, "--name", FluxWatch.STATUS_UPDATE, "--input", "{}");
            }
            topics.cluster(live("ottawa", NOON)).row(row("a", Phase.READY)).safe();
            try (Bridge bridge = Bridge.start(BridgeConfig.of(topics.kafka(), temporal.address()));
                    WorkflowQueries ask = WorkflowQueries.connect(temporal.address(), "default")) {
                eventually(() -> assertThat(bridge.status().failure())
                        .contains(ID + " was begun by another version of flux-stream")
                        .contains("temporal workflow terminate --workflow-id " + ID));
                temporal.cli("workflow", "terminate", "--workflow-id", ID);
                assertThat(bridge.drain(Duration.ofMinutes(2)))
                        .as("%s", bridge.status())
                        .isTrue();
                assertThat(ask.summary("ottawa").total()).isEqualTo(1);
                assertThat(bridge.status().failure()).isEmpty();
            }
        }
    }

    private static void leaveBehind(TemporalDevServer temporal) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.address())
                .build());
        try {
            WorkflowClient client = WorkflowClient.newInstance(service);
            WorkerFactory workers = WorkerFactory.newInstance(client);
            workers.newWorker("flux-stream").registerWorkflowImplementationTypes(OtherVersion.class);
            workers.start();
            client.newUntypedWorkflowStub(
                            FluxWatch.TYPE,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId(ID)
                                    .setTaskQueue("flux-stream")
                                    .build())
                    .start();
            eventually(() -> assertThat(temporal.cli("workflow", "show", "--workflow-id", ID))
                    .contains("ActivityTaskScheduled"));
            workers.shutdownNow();
        } finally {
            service.shutdownNow();
        }
    }
}
