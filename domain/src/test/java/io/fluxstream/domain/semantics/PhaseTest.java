package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.condition;
import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.status.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTest extends ClusterStory {
    private void is(Phase phase, Status status) {
        observe(PODINFO, status);
        assertThat(phase(PODINFO)).isEqualTo(phase);
    }

    @Test
    void aDeletionIsGoneWhateverWasSaidBefore() {
        observe(PODINFO, ready().suspended());
        delete(PODINFO);
        assertThat(lastTransition().to()).isEqualTo(Phase.GONE);
    }

    @Test
    void aDeletionTimestampIsDeletingEvenWhenSuspended() {
        is(Phase.DELETING, ready().suspended().deleting());
    }

    @Test
    void suspensionIsReadBeforeTheConditions() {
        is(Phase.SUSPENDED, failed("BuildFailed").suspended());
    }

    @Test
    void aSuspendedStaticResourceIsSuspended() {
        is(Phase.SUSPENDED, pending().suspended().neverReady());
    }

    @Test
    void aKindThatNeverReportsReadyIsStatic() {
        is(Phase.STATIC, pending().neverReady());
    }

    @Test
    void noReadyConditionIsPending() {
        is(Phase.PENDING, pending().generation(1));
    }

    @Test
    void readyUnknownIsProgressing() {
        is(Phase.PROGRESSING, progressing());
    }

    @Test
    void aVerdictOnAnOlderGenerationIsProgressing() {
        is(Phase.PROGRESSING, ready().generation(2).seenGeneration(1));
    }

    @Test
    void aFailureOfAnOlderGenerationIsProgressing() {
        is(Phase.PROGRESSING, failed("BuildFailed").generation(2).seenGeneration(1));
    }

    @Test
    void aVerdictOnThisGenerationIsFresh() {
        is(Phase.READY, ready().generation(2).seenGeneration(2));
    }

    @Test
    void aVerdictWithoutGenerationIsFresh() {
        is(Phase.READY, ready().generation(2));
    }

    @Test
    void theStatusesOwnObservedGenerationSaysNothingOfFreshness() {
        is(
                Phase.FAILED,
                failed("BuildFailed").generation(2).seenGeneration(2).and(builder -> builder.observedGeneration(-1L)));
    }

    @Test
    void readyTrueIsReadyWhateverReconcilingAndStalledSay() {
        is(
                Phase.READY,
                pending()
                        .and(builder -> builder.conditions(List.of(
                                new Condition("Reconciling", "True", "Progressing", "", null, null),
                                new Condition("Stalled", "True", "Terminal", "", null, null),
                                new Condition("Ready", "True", "Succeeded", "", null, null)))));
    }

    @Test
    void readyFalseIsFailedWhateverTheReason() {
        is(Phase.FAILED, failed("AnythingAtAll"));
    }

    @Test
    void aRolledBackHelmReleaseIsFailed() {
        is(Phase.FAILED, failed("RollbackSucceeded"));
        is(Phase.FAILED, failed("UninstallSucceeded"));
    }

    @Test
    void aDependencyThatIsNotReadyIsWaitedFor() {
        is(Phase.WAITING, waiting());
    }

    @Test
    void aSourceThatIsNotReadyIsWaitedFor() {
        is(Phase.WAITING, failed("SourceNotReady"));
    }

    @Test
    void aCanceledHealthCheckIsWaiting() {
        is(Phase.WAITING, failed("HealthCheckCanceled"));
    }

    @Test
    void anArtifactThatIsNotFoundIsWaitedForInAnyCase() {
        is(Phase.WAITING, failed("ArtifactFailed", "Source Artifact NOT Found, retrying in 30s"));
    }

    @Test
    void aSourceThatIsNotFoundIsAFailure() {
        is(Phase.FAILED, failed("ArtifactFailed", "Source 'GitRepository/fleet' not found"));
    }

    @Test
    void anArtifactThatIsNotFoundIsAFailureForAnyOtherReason() {
        is(Phase.FAILED, failed("BuildFailed", "artifact not found"));
    }

    @Test
    void waitingReasonsDoNotMatterWhileReadyIsNotFalse() {
        is(Phase.READY, condition("True", "DependencyNotReady", ""));
        observe(MQTT, condition("Unknown", "DependencyNotReady", ""));
        assertThat(phase(MQTT)).isEqualTo(Phase.PROGRESSING);
    }
}
