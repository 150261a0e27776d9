package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.Played;
import io.fluxstream.it.product.Deployment;
import io.fluxstream.it.product.FluxStream;
import io.fluxstream.it.product.Replicas;
import io.fluxstream.it.product.Role;
import io.fluxstream.it.rig.NeedsRig;
import io.fluxstream.it.rig.Rig;
import io.fluxstream.it.rig.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new version of flux-stream goes out: two of each role are stopped and started in turns, and the fleet goes on changing. */
@NeedsRig
@Tag("long")
class RollingIT {
    private static final List<String> CLUSTERS = List.of("north", "south", "west");
    private static final int BURST = 8;

    private final Path directory;

    RollingIT() throws IOException {
        directory = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "rig").toAbsolutePath()), "rolling-");
    }

    @Test
    void everyRoleIsRestartedInTurnsAndNoAlertIsLostOrSaidTwice() throws IOException {
        try (Rig rig = Rig.start(directory, CLUSTERS);
                Replicas replicas = Replicas.start(rig, CLUSTERS);
                Agreement agreement = new Agreement(
                        replicas.broker().bootstrapServers(), rig.temporal().address(), Deployment.RULES)) {
            List<Fleet> fleets = CLUSTERS.stream()
                    .map(cluster -> Fleet.of(rig.apiServer(cluster)))
                    .toList();
            List<Played> failed = new ArrayList<>();
            for (Role role : replicas.roles()) {
                List<Played> apps = fleets.stream()
                        .flatMap(fleet -> fleet.kustomizations(role.name(), BURST).stream())
                        .toList();
                Burst.around(apps, agreement, () -> {
                    role.stop();
                    role.start();
                    role.awaitHealthy();
                });
                failed.addAll(Burst.stayingFailed(apps));
            }
            Eventually.holds("what failed for good has its alerts", () -> {
                for (Played app : failed) {
                    assertThat(agreement.alertsOf(app.id()))
                            .as("alerts of " + app.id())
                            .containsExactly("ReadyLost firing", "SustainedFailure firing");
                }
            });
            agreement.vouchedFor();
            agreement.nothingIsSaidTwice();
            saysIdentical(replicas);
        }
    }

    private void saysIdentical(Replicas replicas) throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), Deployment.rules());
        ServerProcess verify = FluxStream.start(
                "verify",
                directory,
                List.of(
                        "verify",
                        "--bootstrap-servers",
                        replicas.broker().bootstrapServers(),
                        "--rules",
                        rules.toString()));
        assertThat(verify.exitStatus()).as(verify.log()).isZero();
        assertThat(verify.log()).contains("identical");
    }
}
