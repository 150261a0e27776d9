package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.Played;
import io.fluxstream.it.product.FluxStream;
import io.fluxstream.it.rig.NeedsRig;
import io.fluxstream.it.rig.Rig;
import io.fluxstream.it.rig.ServerProcess;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything in one process, as {@code flux-stream local} starts it. */
@NeedsRig
class LocalIT {
    private static final int BURST = 150;

    private final Rig rig;
    private final Path directory;
    private final int kafkaPort = FreePort.choose();
    private final int temporalPort = FreePort.choose();

    LocalIT(Rig rig) throws IOException {
        this.rig = rig;
        this.directory = Files.createTempDirectory(rig.directory(), "local-");
    }

    @Test
    void killedInABurstOfChangesAndStartedAgainItLosesNoAlertAndSaysNoneTwice() throws Exception {
        Fleet fleet = Fleet.of(rig.apiServer("ottawa"));
        List<Played> apps = fleet.kustomizations("local", BURST);
        Fleet.inParallel(apps, app -> app.succeedsAt("main@sha1:1111111"));
        ServerProcess local = start("local", kafkaPort, temporalPort);
        try (Agreement agreement = new Agreement(
                "127.0.0.1:" + kafkaPort,
                "127.0.0.1:" + temporalPort,
                BuiltInRules.ruleSet().as(1))) {
            agreement.areReady(apps);
            agreement.reached();
            secondOneIsRefused();
            Thread burst = new Thread(() -> Fleet.inParallel(apps, Burst::fail));
            burst.start();
            Eventually.holds(
                    "the first alerts are there",
                    () -> assertThat(agreement.topic(Topics.ALERTS)).hasSizeGreaterThan(BURST / 10));
            local.kill();
            burst.join();

            local = start("local", kafkaPort, temporalPort);
            Played late = fleet.kustomization("local-late").succeedsAt("main@sha1:1111111");
            // It may have been killed before its first cursor: then what came to be and passed meanwhile is not seen.
            agreement.areReady(List.of(late));
            Burst.fail(late);
            Eventually.holds("all alerts are there", () -> {
                assertThat(agreement.alertsOf(late.id())).containsExactly("ReadyLost firing");
                for (Played app : apps) {
                    assertThat(agreement.alertsOf(app.id())).containsExactly("ReadyLost firing");
                }
            });
            agreement.vouchedFor();
            anyTemporalClientIsAnswered();
        } finally {
            local.kill();
        }
    }

    private void secondOneIsRefused() {
        ServerProcess second = start("second", FreePort.choose(), FreePort.choose());
        assertThat(second.exitStatus()).isNotZero();
        assertThat(second.log()).contains("is used by another flux-stream").doesNotContain("\tat ");
    }

    private void anyTemporalClientIsAnswered() throws Exception {
        ServerProcess query = ServerProcess.start(
                "query",
                directory,
                List.of(
                        rig.temporal().cli().toString(),
                        "workflow",
                        "query",
                        "--address=127.0.0.1:" + temporalPort,
                        "--workflow-id=flux-watch-ottawa",
                        "--type=summary"),
                Map.of());
        assertThat(query.exitStatus()).as(query.log()).isZero();
        assertThat(query.log()).contains("ottawa").contains("failed");
    }

    private ServerProcess start(String name, int kafka, int temporal) {
        List<String> arguments = new ArrayList<>(List.of(
                "local",
                "--kubeconfig=" + rig.kubeconfig(),
                "--data=" + directory.resolve("data"),
                "--kafka-port=" + kafka,
                "--temporal-port=" + temporal));
        Rig.CLUSTERS.forEach(cluster -> arguments.add("--context=" + cluster));
        return FluxStream.start(name, directory, arguments);
    }
}
