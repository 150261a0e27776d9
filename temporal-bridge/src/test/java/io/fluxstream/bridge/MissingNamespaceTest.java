package io.fluxstream.bridge;

import static io.fluxstream.bridge.Eventually.eventually;
import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxstream.bridge.query.WorkflowQueries;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Temporal that is there, without the namespace that the bridge is told to use. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MissingNamespaceTest {
    @TempDir
    Path directory;

    @Test
    void isSaidAndWaitedForAndThenEverythingIsTold() throws Exception {
        try (TemporalDevServer server = TemporalDevServer.startIfThere()) {
            assumeTrue(server != null, "no temporal binary on the PATH or named by TEMPORAL_CLI");
            try (Topology topics = new Topology(directory)) {
                topics.cluster(live("ottawa", NOON)).alert(firing("1")).safe();
                BridgeConfig config = new BridgeConfig(
                        topics.kafka(), TemporalConnection.at(server.address(), "later"), "flux-stream");
                try (Bridge bridge = Bridge.start(config);
                        WorkflowQueries ask = WorkflowQueries.connect(server.address(), "later")) {
                    eventually(
                            () -> assertThat(bridge.status().failure())
                                    .contains(
                                            "there is no namespace later; make it (temporal operator namespace create -n later)"));
                    assertThat(bridge.status().ready()).isFalse();

                    server.cli("operator", "namespace", "create", "-n", "later");
                    eventually(() -> assertThat(bridge.status().ready())
                            .as(bridge.status().failure())
                            .isTrue());
                    eventually(() -> assertThat(ask.active()).hasSize(1));
                }
            }
        }
    }
}
