package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.Played;
import io.fluxstream.it.product.Deployment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever stops, is killed or forgets in the middle of changes: nothing is lost, and nothing is said twice. */
@NeedsPipeline
@Tag("long")
class InterruptionsIT {
    private static final String REASON = "HealthCheckFailed";
    private static final int BURST = 60;

    private final Pipeline pipeline;
    private final Deployment deployment;
    private final Fleet ottawa;

    InterruptionsIT(Pipeline pipeline) {
        this.pipeline = pipeline;
        deployment = pipeline.deployment();
        ottawa = pipeline.fleet("ottawa");
    }

    @BeforeEach
    void everythingBeforeHasSettled() {
        pipeline.settles();
    }

    @Test
    void whatIsDeletedWhileTheWatcherIsDownIsGoneWhenItComesBack() {
        Played app = ottawa.kustomization("deleted-unseen").succeedsAt("main@sha1:1111111");
        app.failsWith(REASON, "timeout waiting for: Deployment/app");
        pipeline.settles();
        deployment.watcher().stop();
        app.isDeleted();
        Played other = ottawa.kustomization("changed-unseen").succeedsAt("main@sha1:1111111");
        other.failsWith(REASON, "timeout waiting for: Deployment/other");
        deployment.watcher().start();
        pipeline.settles();
        assertThat(lastAlertOf(app).resolution()).isEqualTo(FluxAlert.Resolution.DELETED);
        assertThat(alertsOf(other)).contains("ReadyLost firing");
    }

    @Test
    void anApiServerThatRestartsCostsNothing() {
        Played app = ottawa.kustomization("restarted").succeedsAt("main@sha1:1111111");
        pipeline.settles();
        pipeline.rig().apiServer("ottawa").restart();
        app.failsWith(REASON, "timeout waiting for: Deployment/app");
        pipeline.settles();
        app.succeedsAt("main@sha1:2222222");
        pipeline.settles();
        assertThat(alertsOf(app)).contains("ReadyLost firing", "ReadyLost resolved");
    }

    @Test
    void whatAWatcherMissedForGoodIsFoundByASnapshotAndOtherClustersNeverWait() {
        Played gone = ottawa.kustomization("missed-deletion").succeedsAt("main@sha1:1111111");
        Played broken = ottawa.kustomization("missed-failure").succeedsAt("main@sha1:1111111");
        pipeline.settles();
        deployment.relay("ottawa").cut();
        gone.isDeleted();
        broken.failsWith(REASON, "timeout waiting for: Deployment/app");
        Eventually.holds(
                "the cut is known",
                () -> assertThat(pipeline.agreement()
                                .workflows()
                                .summary("ottawa")
                                .path("live")
                                .asBoolean(true))
                        .isFalse());
        Played elsewhere =
                pipeline.fleet("robbinsdale").kustomization("elsewhere").succeedsAt("main@sha1:1111111");
        Eventually.holds(
                "the others go on",
                () -> assertThat(pipeline.agreement().verdicts("robbinsdale").rows())
                        .containsKey(elsewhere.id()));
        assertThat(pipeline.agreement()
                        .workflows()
                        .summary("robbinsdale")
                        .path("live")
                        .asBoolean())
                .isTrue();

        pipeline.rig().etcd().compact();
        pipeline.rig().apiServer("ottawa").restart();
        deployment.relay("ottawa").mend();
        pipeline.settles();
        assertThat(pipeline.agreement().verdicts("ottawa").rows()).doesNotContainKey(gone.id());
        assertThat(alertsOf(broken)).contains("ReadyLost firing");
        Eventually.holds(
                "ottawa is live again",
                () -> assertThat(pipeline.agreement()
                                .workflows()
                                .summary("ottawa")
                                .path("live")
                                .asBoolean())
                        .isTrue());
    }

    @Test
    void aBrokerThatRestartsInABurstLosesNothing() {
        List<Played> apps = ottawa.kustomizations("broker-stop", BURST);
        burst(apps, () -> {
            deployment.broker().stop();
            deployment.broker().startAgain();
        });
        eachAlertOnce(apps);
    }

    @Test
    void aBrokerThatIsKilledInABurstLosesNothing() {
        List<Played> apps = ottawa.kustomizations("broker-kill", BURST);
        burst(apps, () -> {
            deployment.broker().kill();
            deployment.broker().startAgain();
        });
        eachAlertOnce(apps);
    }

    @Test
    void aProcessorThatIsKilledInABurstGoesOnWhereItWas() {
        List<Played> apps = ottawa.kustomizations("processor-kill", BURST);
        burst(apps, () -> {
            deployment.processor().kill();
            deployment.processor().start();
        });
        eachAlertOnce(apps);
    }

    @Test
    void aBridgeThatIsKilledInABurstGoesOnWhereTheWorkflowsAre() {
        List<Played> apps = ottawa.kustomizations("bridge-kill", BURST);
        burst(apps, () -> {
            deployment.bridge().kill();
            deployment.bridge().start();
        });
        eachAlertOnce(apps);
    }

    @Test
    void aWatcherThatIsKilledInABurstGoesOnWhereItsCursorsAre() {
        List<Played> apps = ottawa.kustomizations("watcher-kill", BURST);
        burst(apps, () -> {
            deployment.watcher().kill();
            deployment.watcher().start();
        });
        eachAlertOnce(apps);
    }

    @Test
    void temporalThatRestartsWithItsDataGoesOn() {
        List<Played> apps = ottawa.kustomizations("temporal-data", BURST);
        burst(apps, () -> pipeline.rig().temporal().restart());
        eachAlertOnce(apps);
    }

    @Test
    void temporalThatLostEverythingIsToldEverythingAgain() {
        List<Played> apps = ottawa.kustomizations("temporal-empty", BURST);
        burst(apps, () -> pipeline.rig().temporal().restartEmpty());
        eachAlertOnce(apps);
    }

    private void burst(List<Played> apps, Runnable interruption) {
        Burst.around(apps, pipeline.agreement(), interruption);
        pipeline.settles();
    }

    private void eachAlertOnce(List<Played> apps) {
        pipeline.agreement().nothingIsSaidTwice();
        // The first half recovers: an alert that is held back until the cluster is live again may have nothing left to
        // say.
        for (Played app : Burst.stayingFailed(apps)) {
            assertThat(alertsOf(app)).as("alerts of " + app.id()).contains("ReadyLost firing");
        }
    }

    private List<String> alertsOf(Played played) {
        return pipeline.agreement().alertsOf(played.id());
    }

    private FluxAlert lastAlertOf(Played played) {
        return pipeline.agreement().verdicts(played.id().cluster()).alerts().stream()
                .filter(alert -> alert.resource().equals(played.id()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no alert about " + played.id()));
    }
}
