package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.condition;
import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.transition.FluxTransition;
import org.junit.jupiter.api.Test;

class TransitionTest extends ClusterStory {
    @Test
    void theFirstSettledPhaseIsATransitionFromNowhere() {
        observe(PODINFO, ready("main@sha1:1"));
        assertThat(changes()).containsExactly("PHASE READY");
        assertThat(lastTransition().previousFor()).isNull();
    }

    @Test
    void whatHasNotSettledIsNoTransition() {
        observe(PODINFO, pending());
        observe(PODINFO, progressing());
        observe(PODINFO, ready().deleting());
        assertThat(transitions()).isEmpty();
    }

    @Test
    void aReconciliationChangesNoVerdict() {
        observe(PODINFO, ready());
        observe(PODINFO, progressing());
        observe(PODINFO, ready());
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void everySettledPhaseThatFollowsAnotherIsATransition() {
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, waiting());
        observe(PODINFO, waiting().suspended());
        observe(PODINFO, pending().neverReady());
        delete(PODINFO);
        assertThat(changes())
                .containsExactly(
                        "PHASE READY",
                        "PHASE READY-FAILED",
                        "PHASE FAILED-WAITING",
                        "PHASE WAITING-SUSPENDED",
                        "PHASE SUSPENDED-STATIC",
                        "PHASE STATIC-GONE");
    }

    @Test
    void aTransitionSaysHowLongThePhaseLeftHadLasted() {
        observe(PODINFO, waiting());
        later(ofMillis(75_123));
        observe(PODINFO, failed("BuildFailed"));
        assertThat(lastTransition().previousFor()).isEqualTo(ofMillis(75_123));
    }

    @Test
    void previousForCountsFromThePhaseAndNotFromAReasonOrRevision() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofSeconds(10));
        observe(PODINFO, failed("HealthCheckFailed"));
        assertThat(lastTransition().previousFor()).isNull();
        later(ofSeconds(10));
        observe(PODINFO, ready("main@sha1:1"));
        assertThat(lastTransition().previousFor()).isEqualTo(ofSeconds(20));
        later(ofSeconds(5));
        observe(PODINFO, ready("main@sha1:2"));
        assertThat(lastTransition().previousFor()).isNull();
        later(ofSeconds(5));
        observe(PODINFO, waiting());
        assertThat(lastTransition().previousFor()).isEqualTo(ofSeconds(10));
    }

    @Test
    void aTransitionCarriesWhatTheObservationSays() {
        later(ofSeconds(3));
        observe(PODINFO, failed("BuildFailed", "no kustomization.yaml").attempted("main@sha1:2"));
        assertThat(lastTransition())
                .isEqualTo(new FluxTransition(
                        FluxTransition.Type.PHASE,
                        PODINFO,
                        uid(PODINFO),
                        null,
                        Phase.FAILED,
                        START.plusSeconds(3),
                        "BuildFailed",
                        "no kustomization.yaml",
                        "main@sha1:2",
                        null));
    }

    @Test
    void goneHasNoReasonNoMessageAndNoRevision() {
        observe(PODINFO, ready());
        later(ofSeconds(1));
        delete(PODINFO);
        assertThat(lastTransition())
                .isEqualTo(new FluxTransition(
                        FluxTransition.Type.PHASE,
                        PODINFO,
                        uid(PODINFO),
                        Phase.READY,
                        Phase.GONE,
                        START.plusSeconds(1),
                        null,
                        null,
                        null,
                        ofSeconds(1)));
    }

    @Test
    void whatIsGoneBeforeItSettledComesFromNowhere() {
        observe(PODINFO, pending());
        delete(PODINFO);
        assertThat(changes()).containsExactly("PHASE GONE");
        assertThat(lastTransition().previousFor()).isNull();
    }

    @Test
    void anotherReasonOfAFailureIsATransition() {
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, failed("HealthCheckFailed"));
        assertThat(changes()).containsExactly("PHASE FAILED", "REASON FAILED-FAILED");
    }

    @Test
    void anotherMessageOfAFailureIsATransition() {
        observe(PODINFO, failed("BuildFailed", "no such file"));
        observe(PODINFO, progressing());
        observe(PODINFO, failed("BuildFailed", "permission denied"));
        assertThat(changes()).containsExactly("PHASE FAILED", "REASON FAILED-FAILED");
    }

    @Test
    void aFailureIsComparedWithTheOneJustBefore() {
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, failed("HealthCheckFailed"));
        observe(PODINFO, failed("BuildFailed"));
        assertThat(changes()).containsExactly("PHASE FAILED", "REASON FAILED-FAILED", "REASON FAILED-FAILED");
    }

    @Test
    void theSameFailureAgainIsNoTransition() {
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, progressing());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(changes()).containsExactly("PHASE FAILED");
    }

    @Test
    void anotherReasonToWaitIsNoTransition() {
        observe(PODINFO, waiting());
        observe(PODINFO, failed("SourceNotReady"));
        assertThat(changes()).containsExactly("PHASE WAITING");
    }

    @Test
    void aReasonOpensAndClosesNothing() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(4));
        observe(PODINFO, failed("HealthCheckFailed"));
        passes(ofMinutes(2));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void theLateRevisionOfATwoPhaseWriteFollowsInATransitionOfItsOwn() {
        observe(PODINFO, ready("main@sha1:1"));
        observe(PODINFO, failed("BuildFailed").attempted("main@sha1:2"));
        observe(PODINFO, ready("main@sha1:1"));
        later(ofMillis(12));
        observe(PODINFO, ready("main@sha1:2"));
        assertThat(changes())
                .containsExactly("PHASE READY", "PHASE READY-FAILED", "PHASE FAILED-READY", "REVISION READY-READY");
        assertThat(lastTransition().revision()).isEqualTo("main@sha1:2");
    }

    @Test
    void aRevisionIsComparedWithWhatTheLastTransitionCarried() {
        observe(PODINFO, failed("BuildFailed").attempted("main@sha1:2"));
        observe(PODINFO, pending().and(builder -> builder.appliedRevision("main@sha1:1")));
        observe(PODINFO, condition("True", "Succeeded", ""));
        fromHereOn();
        observe(PODINFO, ready("main@sha1:2"));
        assertThat(changes()).containsExactly("REVISION READY-READY");
    }

    @Test
    void theSameRevisionAgainIsNoTransition() {
        observe(PODINFO, ready("main@sha1:1"));
        observe(PODINFO, progressing());
        observe(PODINFO, ready("main@sha1:1"));
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void aReadyResourceThatNamesNoRevisionMakesNoTransition() {
        observe(PODINFO, ready("main@sha1:1"));
        observe(PODINFO, condition("True", "Succeeded", ""));
        observe(PODINFO, ready("main@sha1:1"));
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void aFailureThatAttemptsAnotherRevisionIsNoRevisionTransition() {
        observe(PODINFO, failed("BuildFailed").attempted("main@sha1:1"));
        observe(PODINFO, failed("BuildFailed").attempted("main@sha1:2"));
        assertThat(changes()).containsExactly("PHASE FAILED");
    }

    @Test
    void aReadyResourceCarriesTheArtifactsRevisionWhenNoneWasApplied() {
        observe(FLEET, condition("True", "Succeeded", "").and(builder -> builder.artifactRevision("main@sha1:7")));
        assertThat(lastTransition().revision()).isEqualTo("main@sha1:7");
    }

    @Test
    void aFailureCarriesTheAttemptedRevisionAndNoOther() {
        observe(PODINFO, failed("BuildFailed").and(builder -> builder.appliedRevision("main@sha1:1")));
        assertThat(lastTransition().revision()).isNull();
    }

    @Test
    void aWaitingResourceCarriesTheAttemptedRevision() {
        observe(PODINFO, waiting().attempted("main@sha1:2").and(builder -> builder.appliedRevision("main@sha1:1")));
        assertThat(lastTransition().revision()).isEqualTo("main@sha1:2");
    }

    @Test
    void aSuspendedResourceCarriesTheAppliedRevision() {
        observe(PODINFO, ready("main@sha1:1").attempted("main@sha1:2").suspended());
        assertThat(lastTransition().revision()).isEqualTo("main@sha1:1");
    }

    @Test
    void messagesAreCutToTheLimitAndNeverInTheMiddleOfACharacter() {
        String pair = "\uD83D\uDE00";
        observe(PODINFO, failed("BuildFailed", "x".repeat(2_000)));
        assertThat(lastTransition().message()).isEqualTo("x".repeat(1_024));
        observe(PODINFO, failed("BuildFailed", "y".repeat(1_023) + pair));
        assertThat(lastTransition().message()).isEqualTo("y".repeat(1_023));
        observe(PODINFO, failed("BuildFailed", "z".repeat(1_022) + pair + "z"));
        assertThat(lastTransition().message()).isEqualTo("z".repeat(1_022) + pair);
    }
}
