package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.rule.When;
import org.junit.jupiter.api.Test;

class EpisodeTest extends ClusterStory {
    /** Whether a condition that the first status opens is over after the second. */
    private boolean ends(When when, Status opening, Status then) {
        rules(rule(when));
        observe(PODINFO, opening);
        assertThat(told()).containsExactly(when + " firing at 0S");
        later(ofSeconds(1));
        observe(PODINFO, then);
        return told().contains(when + " resolved at 1S");
    }

    @Test
    void failingEndsWithReady() {
        assertThat(ends(When.FAILING, failed("BuildFailed"), ready())).isTrue();
    }

    @Test
    void failingEndsWithSuspended() {
        assertThat(ends(When.FAILING, failed("BuildFailed"), ready().suspended()))
                .isTrue();
    }

    @Test
    void failingEndsWithStatic() {
        assertThat(ends(When.FAILING, failed("BuildFailed"), pending().neverReady()))
                .isTrue();
    }

    @Test
    void failingEndsWithGone() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        delete(PODINFO);
        assertThat(lastAlert().action()).isEqualTo(Action.RESOLVED);
    }

    @Test
    void failingDoesNotEndWithWaiting() {
        assertThat(ends(When.FAILING, failed("BuildFailed"), waiting())).isFalse();
    }

    @Test
    void failingDoesNotEndWithProgressing() {
        assertThat(ends(When.FAILING, failed("BuildFailed"), progressing())).isFalse();
    }

    @Test
    void failingDoesNotEndWithPending() {
        assertThat(ends(When.FAILING, failed("BuildFailed"), pending())).isFalse();
    }

    @Test
    void failingDoesNotEndWithDeleting() {
        assertThat(ends(
                        When.FAILING,
                        failed("BuildFailed"),
                        failed("BuildFailed").deleting()))
                .isFalse();
    }

    @Test
    void aFailureThatFlickersThroughUnknownIsOneFailure() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofSeconds(20));
        observe(PODINFO, progressing());
        later(ofSeconds(20));
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(5));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aFailureThatWaitsInBetweenIsOneFailure() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(1));
        observe(PODINFO, waiting());
        later(ofMinutes(1));
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(4));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void silenceIsNoRecovery() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(64));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void waitingEndsWithAnyOtherSettledPhase() {
        assertThat(ends(When.WAITING, waiting(), ready())).isTrue();
    }

    @Test
    void waitingEndsWithFailed() {
        assertThat(ends(When.WAITING, waiting(), failed("BuildFailed"))).isTrue();
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void waitingEndsWithSuspended() {
        assertThat(ends(When.WAITING, waiting(), waiting().suspended())).isTrue();
    }

    @Test
    void waitingEndsWithStatic() {
        assertThat(ends(When.WAITING, waiting(), pending().neverReady())).isTrue();
    }

    @Test
    void waitingDoesNotEndWithWhatPassesBy() {
        rules(rule(When.WAITING));
        observe(PODINFO, waiting());
        observe(PODINFO, progressing());
        observe(PODINFO, pending());
        observe(PODINFO, waiting().deleting());
        observe(PODINFO, failed("SourceNotReady"));
        assertThat(told()).containsExactly("WAITING firing at 0S");
    }

    @Test
    void progressingEndsWithAnySettledPhase() {
        assertThat(ends(When.PROGRESSING, progressing(), ready())).isTrue();
    }

    @Test
    void progressingEndsWithWaiting() {
        assertThat(ends(When.PROGRESSING, progressing(), waiting())).isTrue();
    }

    @Test
    void progressingEndsWithFailed() {
        assertThat(ends(When.PROGRESSING, progressing(), failed("BuildFailed"))).isTrue();
    }

    @Test
    void progressingDoesNotEndWithWhatPassesBy() {
        rules(rule(When.PROGRESSING));
        observe(PODINFO, progressing());
        observe(PODINFO, pending());
        observe(PODINFO, progressing().deleting());
        assertThat(told()).containsExactly("PROGRESSING firing at 0S");
    }

    @Test
    void pendingEndsWithAnythingElse() {
        assertThat(ends(When.PENDING, pending(), progressing())).isTrue();
    }

    @Test
    void pendingEndsWithDeleting() {
        assertThat(ends(When.PENDING, pending(), pending().deleting())).isTrue();
    }

    @Test
    void pendingEndsWithReady() {
        assertThat(ends(When.PENDING, pending(), ready())).isTrue();
    }

    @Test
    void pendingDoesNotEndWithPending() {
        assertThat(ends(When.PENDING, pending(), pending().generation(2))).isFalse();
    }

    @Test
    void deletingEndsWithGone() {
        rules(rule(When.DELETING));
        observe(PODINFO, ready().deleting());
        delete(PODINFO);
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.DELETED);
    }

    @Test
    void deletingEndsWithNothingElse() {
        rules(rule(When.DELETING));
        observe(PODINFO, ready().deleting());
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready().suspended());
        observe(PODINFO, pending());
        passes(ofHours(24));
        assertThat(told()).containsExactly("DELETING firing at 0S");
    }

    @Test
    void suspendedEndsWithAnyOtherSettledPhase() {
        assertThat(ends(When.SUSPENDED, ready().suspended(), ready())).isTrue();
    }

    @Test
    void suspendedEndsWithFailed() {
        assertThat(ends(When.SUSPENDED, ready().suspended(), failed("BuildFailed")))
                .isTrue();
    }

    @Test
    void suspendedDoesNotEndWithWhatPassesBy() {
        rules(rule(When.SUSPENDED));
        observe(PODINFO, ready().suspended());
        observe(PODINFO, progressing());
        observe(PODINFO, pending());
        observe(PODINFO, ready().deleting());
        assertThat(told()).containsExactly("SUSPENDED firing at 0S");
    }

    @Test
    void aSecondEpisodeIsAnotherAlert() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(alerts().get(0).id()).isNotEqualTo(alerts().get(2).id());
    }
}
