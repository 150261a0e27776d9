package io.fluxstream.bridge;

import static io.fluxstream.bridge.Eventually.eventually;
import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.alert;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxstream.bridge.query.WorkflowQueries;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.schemas.workflow.ResourceQuery;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits that only a real server has, and its own command line. */
class RealTemporalTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path dir;

    private static @Nullable TemporalDevServer temporal;

    @SuppressWarnings("NullAway.Init")
    private static Topology topics;

    @BeforeAll
    static void start() throws Exception {
        temporal = TemporalDevServer.startIfThere();
        assumeTrue(temporal != null, "no temporal binary on the PATH or named by TEMPORAL_CLI");
        topics = new Topology(dir);
    }

    @AfterAll
    static void stop() {
        if (temporal != null) {
            topics.close();
            temporal.close();
        }
    }

    private static TemporalDevServer server() {
        TemporalDevServer running = temporal;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    @Test
    void tenThousandResourcesFitThroughTheServerAndEveryQueryAnswersItsOwnCommandLine() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            ResourceId resource = new ResourceId("big", "Kustomization", "ns-" + i % 40, "app-" + i);
            String message = "Applied revision: main@sha1:c58b3a2f of a rather ordinary application, number " + i;
            topics.row(row(resource, i % 50 == 0 ? Phase.FAILED : Phase.READY, message));
            if (i % 50 == 0) {
                topics.alert(alert("id" + i, resource, FluxAlert.Action.FIRING, 0, NOON));
            }
        }
        topics.cluster(live("big", NOON)).cluster(live("ottawa", NOON));
        topics.row(row("a", Phase.READY)).alert(firing("1")).safe();
        try (Bridge bridge = Bridge.start(BridgeConfig.of(topics.kafka(), server().address()));
                WorkflowQueries ask = WorkflowQueries.connect(server().address(), "default")) {
            assertThat(bridge.drain(Duration.ofMinutes(4)))
                    .as("%s", bridge.status())
                    .isTrue();
            assertThat(ask.summary("big").total()).isEqualTo(10_000);
            assertThat(ask.resources("big", ResourceQuery.ALL).items()).hasSize(10_000);
            assertThat(ask.active()).hasSize(201);
        }
        // Another bridge with another worker takes over.
        try (Bridge bridge = Bridge.start(BridgeConfig.of(topics.kafka(), server().address()));
                WorkflowQueries ask = WorkflowQueries.connect(server().address(), "default")) {
            // A second round crosses the limits of a run, with everything in it.
            for (int i = 0; i < 10_000; i++) {
                ResourceId resource = new ResourceId("big", "Kustomization", "ns-" + i % 40, "app-" + i);
                topics.row(row(resource, Phase.WAITING, "dependency 'flux-system/base' is not ready, number " + i));
            }
            topics.safe();
            assertThat(bridge.drain(Duration.ofMinutes(4)))
                    .as("%s", bridge.status())
                    .isTrue();
            assertThat(ask.summary("big").waiting()).isEqualTo(10_000);

            assertThat(server().cli("workflow", "query", "--workflow-id", "flux-watch-ottawa", "--type", "summary"))
                    .contains("\"cluster\":\"ottawa\"");
            assertThat(server().cli("workflow", "query", "--workflow-id", "flux-watch-ottawa", "--type", "resources"))
                    .contains("flux-system");
            assertThat(server().cli("workflow", "query", "--workflow-id", "flux-alerts", "--type", "history"))
                    .contains("items");
            server().cli(
                            "workflow",
                            "signal",
                            "--workflow-id",
                            "flux-watch-ottawa",
                            "--name",
                            "alerts-ack",
                            "--input",
                            "\"1\"",
                            "--input",
                            "\"kim\"",
                            "--input",
                            "\"rolling back\"");
            eventually(() -> assertThat(
                            server().cli("workflow", "query", "--workflow-id", "flux-watch-ottawa", "--type", "alerts"))
                    .contains("rolling back"));
        }
    }
}
