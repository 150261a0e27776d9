package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.rule.When;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTest extends ClusterStory {
    private void beat() {
        heartbeat(live("Kustomization"));
    }

    /** The watcher is there and says so every five seconds. */
    private void beatsFor(int seconds) {
        for (int i = 0; i < seconds; i += 5) {
            later(ofSeconds(5));
            beat();
        }
    }

    private List<String> toldOfPodinfo() {
        List<FluxAlert> all = alerts();
        List<String> told = told();
        List<String> ofPodinfo = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).resource().equals(PODINFO)) {
                ofPodinfo.add(told.get(i));
            }
        }
        return ofPodinfo;
    }

    @Test
    void whileAKindIsLiveItsTimersFire() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        beatsFor(305);
        assertThat(toldOfPodinfo()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aKindThatNeverHadAHeartbeatCountsAsLive() {
        heartbeat(live("HelmRelease"));
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(toldOfPodinfo()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aTimerOutsideTheLeaseIsHeld() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void aTimerAtTheLeasesVeryEndIsInside() {
        rules(rule(When.FAILING, ofSeconds(15), null));
        beat();
        observe(PODINFO, failed("BuildFailed"));
        passes(ofSeconds(16));
        assertThat(toldOfPodinfo()).containsExactly("FAILING firing at 15S");
    }

    @Test
    void aTimerAMillisecondLaterIsOutside() {
        rules(rule(When.FAILING, ofMillis(15_001), null));
        beat();
        observe(PODINFO, failed("BuildFailed"));
        passes(ofSeconds(16));
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void notLiveDoesNotRenewTheLeaseAndNotEndItEither() {
        rules(rule(When.FAILING, ofSeconds(15), null));
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofSeconds(10));
        heartbeat(down("Kustomization"));
        passes(ofSeconds(6));
        assertThat(toldOfPodinfo()).containsExactly("FAILING firing at 15S");
    }

    @Test
    void aHeartbeatThatDoesNotNameTheKindDoesNotRenewItsLease() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(5));
        heartbeat(live("HelmRelease"));
        later(ofSeconds(5));
        heartbeat(live("HelmRelease"));
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void aKindWhoseFirstHeartbeatSaysNotLiveIsHeldFromThereOn() {
        rules(rule(When.FAILING));
        observe(DEMO, failed("InstallFailed"));
        heartbeat(down("Kustomization"));
        observe(PODINFO, failed("BuildFailed"));
        later(ofMillis(1));
        observe(MQTT, failed("BuildFailed"));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(DEMO, PODINFO);
    }

    @Test
    void theNextLiveReleasesWhatWasHeldStampedWithItsDueTime() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        beat();
        assertThat(toldOfPodinfo()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void notLiveReleasesNothing() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        heartbeat(down("Kustomization"));
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void theNextLiveOfAnotherKindReleasesNothing() {
        heartbeat(live("Kustomization"), live("HelmRelease"));
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        heartbeat(down("Kustomization"), live("HelmRelease"));
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void aCompletedSnapshotOfTheKindReleasesToo() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, failed("BuildFailed"));
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(toldOfPodinfo()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void butDoesNotRenewTheLease() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(4));
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, failed("BuildFailed"));
        snapshotCompleted("Kustomization", 1, 1);
        passes(ofMinutes(2));
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void aVoidSnapshotReleasesNothing() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, failed("BuildFailed"));
        snapshotCompleted("Kustomization", 1, 2);
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void aCompletedSnapshotOfAnotherKindReleasesNothing() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        snapshotStarted("HelmRelease", 1);
        snapshotCompleted("HelmRelease", 1, 0);
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void whatWasHeldFiresOnlyIfItsConditionStillHolds() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        observe(PODINFO, ready());
        beat();
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void whatASnapshotFindsMissingIsNotReleased() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(10));
        snapshotStarted("Kustomization", 1);
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(toldOfPodinfo()).isEmpty();
    }

    @Test
    void whatFallsDueAtTheVeryInstantOfTheReleaseIsNotOverdue() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(5));
        beat();
        assertThat(toldOfPodinfo()).isEmpty();
        later(ofSeconds(1));
        beat();
        assertThat(toldOfPodinfo()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aFailureSeenWhileNothingIsKnownIsHeldEvenIfItIsDueAtOnce() {
        rules(rule(When.FAILING));
        beat();
        later(ofSeconds(20));
        observe(PODINFO, failed("BuildFailed"));
        assertThat(toldOfPodinfo()).isEmpty();
        later(ofSeconds(1));
        beat();
        assertThat(toldOfPodinfo()).containsExactly("FAILING firing at 20S");
    }

    @Test
    void repetitionsThatFellDueMeanwhileShrinkToTheLast() {
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(200));
        beat();
        assertThat(toldOfPodinfo())
                .containsExactly("SustainedFailure firing at 5M", "SustainedFailure repeated at 3H5M");
        assertThat(lastAlert().sequence()).isEqualTo(1);
    }

    @Test
    void theRepetitionAfterThemFollowsTheLast() {
        rules(rule(When.FAILING, ofMinutes(1), ofMinutes(1)));
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofSeconds(210));
        beat();
        later(ofSeconds(15));
        beat();
        later(ofSeconds(15));
        beat();
        later(ofSeconds(1));
        beat();
        assertThat(toldOfPodinfo())
                .containsExactly("FAILING firing at 1M", "FAILING repeated at 3M", "FAILING repeated at 4M");
        assertThat(lastAlert().sequence()).isEqualTo(2);
    }

    @Test
    void repetitionsOfWhatHasFiredAreHeldAndShrinkToo() {
        rules(rule(When.FAILING, ofSeconds(1), ofMinutes(1)));
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofSeconds(14));
        beat();
        later(ofSeconds(200));
        beat();
        assertThat(toldOfPodinfo()).containsExactly("FAILING firing at 1S", "FAILING repeated at 3M1S");
        assertThat(lastAlert().sequence()).isEqualTo(1);
    }

    @Test
    void aRepetitionDueAtTheVeryInstantIsNotAmongThem() {
        rules(rule(When.FAILING, ofMinutes(1), ofMinutes(1)));
        beat();
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(3));
        beat();
        assertThat(toldOfPodinfo()).containsExactly("FAILING firing at 1M", "FAILING repeated at 2M");
    }

    @Test
    void whileNothingIsHeldEveryRepetitionIsToldOnItsOwn() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(200));
        assertThat(toldOfPodinfo())
                .containsExactly(
                        "SustainedFailure firing at 5M",
                        "SustainedFailure repeated at 1H5M",
                        "SustainedFailure repeated at 2H5M",
                        "SustainedFailure repeated at 3H5M");
    }

    @Test
    void oneKindsSilenceHoldsNoOther() {
        heartbeat(live("Kustomization"), live("HelmRelease"));
        observe(DEMO, failed("InstallFailed"));
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(5));
        heartbeat(live("HelmRelease"), down("Kustomization"));
        later(ofSeconds(5));
        heartbeat(live("HelmRelease"), down("Kustomization"));
        assertThat(alerts()).extracting(FluxAlert::resource).contains(DEMO).doesNotContain(PODINFO);
    }
}
