package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.FluxKind;
import io.fluxstream.it.rig.ApiServer;
import io.fluxstream.it.rig.NeedsRig;
import io.fluxstream.it.rig.Rig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the rig does what the other tests stand on. */
@NeedsRig
@Tag("long")
class RigIT {
    private static final String PATH = FluxKind.KUSTOMIZATION.collection("flux-system");

    @Test
    void objectsOutliveARestartOfTheirApiServerAndTooOldVersionsAreGone(Rig rig) {
        ApiServer server = rig.apiServer("robbinsdale");
        Fleet fleet = Fleet.of(server);
        String old = server.administrator()
                .get(PATH)
                .path("metadata")
                .path("resourceVersion")
                .asText();
        fleet.kustomization("rig.restart").succeedsAt("main@sha1:1").reconciles();
        rig.etcd().compact();
        server.restart();
        assertThat(server.administrator()
                        .get(PATH + "/rig.restart")
                        .at("/status/lastAppliedRevision")
                        .asText())
                .isEqualTo("main@sha1:1");
        // While its cache is not filled yet, a server that has just started asks to be asked again later.
        Eventually.holds(
                "the old version is gone",
                () -> assertThat(server.administrator()
                                .text(PATH + "?watch=true&timeoutSeconds=1&resourceVersion=" + old))
                        .contains("\"code\":410"));
    }

    @Test
    void workflowsOutliveARestartOfTemporal(Rig rig) {
        rig.temporal().restart();
        rig.temporal().restartEmpty();
        assertThat(rig.temporal().address()).isNotEmpty();
    }
}
