package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.engine.Effect.Dropped.Reason;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.rule.When;
import org.junit.jupiter.api.Test;

class IdentityTest extends ClusterStory {
    @Test
    void anObservationThatIsNotNewerIsCountedAndDropped() {
        observe(PODINFO, 10, ready());
        observe(PODINFO, 10, failed("BuildFailed"));
        observe(PODINFO, 9, failed("BuildFailed"));
        assertThat(dropped()).containsExactly(Reason.STALE, Reason.STALE);
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void anObservationIsStaleWhateverTheUid() {
        observe(PODINFO, 10, ready());
        uid(PODINFO, "another");
        observe(PODINFO, 9, failed("BuildFailed"));
        assertThat(dropped()).containsExactly(Reason.STALE);
        assertThat(phase(PODINFO)).isEqualTo(Phase.READY);
    }

    @Test
    void versionsOfOneResourceSayNothingOfAnother() {
        observe(PODINFO, 10, ready());
        observe(MQTT, 9, ready());
        assertThat(dropped()).isEmpty();
    }

    @Test
    void aStaleDeletionIsDropped() {
        observe(PODINFO, 10, ready());
        delete(PODINFO, 10);
        assertThat(dropped()).containsExactly(Reason.STALE);
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void aStaleRecordMovesTheClockAllTheSame() {
        observe(PODINFO, 10, failed("BuildFailed"));
        later(ofMinutes(6));
        observe(PODINFO, 10, failed("BuildFailed"));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aNewUidEndsEverythingOpenForTheOldOne() {
        rules(rule(When.FAILING), rule(When.PENDING));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, pending());
        uid(PODINFO, "another");
        observe(PODINFO, ready());
        assertThat(alerts().subList(2, 4))
                .extracting(FluxAlert::rule, FluxAlert::resolution)
                .containsExactly(tuple("FAILING", Resolution.REPLACED), tuple("PENDING", Resolution.REPLACED));
    }

    @Test
    void aNewUidStartsAfresh() {
        observe(PODINFO, ready());
        uid(PODINFO, "another");
        observe(PODINFO, ready());
        assertThat(changes()).containsExactly("PHASE READY", "PHASE READY");
        assertThat(lastTransition().uid()).isEqualTo("another");
    }

    @Test
    void aNewUidHasNotLostWhatTheOldOneWas() {
        observe(PODINFO, ready());
        uid(PODINFO, "another");
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void aFailureOfANewUidIsAnEpisodeOfItsOwn() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        later(ofSeconds(1));
        uid(PODINFO, "another");
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).containsExactly("FAILING firing at 0S", "FAILING resolved at 1S", "FAILING firing at 1S");
    }

    @Test
    void lateDuplicatesCannotResurrectWhatIsGone() {
        observe(PODINFO, 10, ready());
        delete(PODINFO, 12);
        observe(PODINFO, 11, ready());
        observe(PODINFO, 12, ready());
        assertThat(dropped()).containsExactly(Reason.STALE, Reason.STALE);
    }

    @Test
    void whatIsGoneIsRememberedForSevenDays() {
        observe(PODINFO, 10, ready());
        delete(PODINFO, 12);
        later(ofDays(7));
        observe(PODINFO, 11, ready());
        assertThat(dropped()).containsExactly(Reason.STALE);
    }

    @Test
    void andForgottenAfterThem() {
        observe(PODINFO, 10, ready());
        delete(PODINFO, 12);
        later(ofDays(7).plusMillis(1));
        observe(PODINFO, 11, ready());
        assertThat(dropped()).isEmpty();
        assertThat(changes()).containsExactly("PHASE READY", "PHASE READY-GONE", "PHASE READY");
    }

    @Test
    void theSevenDaysAreThoseOfTheClustersClock() {
        observe(PODINFO, 10, ready());
        delete(PODINFO, 12);
        passes(ofDays(8));
        later(ofDays(-8));
        observe(PODINFO, 11, ready());
        assertThat(dropped()).isEmpty();
    }

    @Test
    void whatComesBackStartsAfreshEvenWithItsUid() {
        observe(PODINFO, ready());
        delete(PODINFO);
        observe(PODINFO, failed("BuildFailed"));
        assertThat(changes()).containsExactly("PHASE READY", "PHASE READY-GONE", "PHASE FAILED");
        assertThat(told()).isEmpty();
    }

    @Test
    void theDeletionOfSomethingUnknownIsRememberedButSaysNothing() {
        passes(ofMinutes(1));
        fromHereOn();
        delete(PODINFO, 12);
        observe(PODINFO, 11, ready());
        assertThat(effects()).hasSize(1);
        assertThat(dropped()).containsExactly(Reason.STALE);
    }

    @Test
    void aDeletionOfAnotherUidEndsWhatIsKnown() {
        observe(PODINFO, ready());
        String known = uid(PODINFO);
        uid(PODINFO, "another");
        delete(PODINFO);
        assertThat(changes()).containsExactly("PHASE READY", "PHASE READY-GONE");
        assertThat(lastTransition().uid()).isEqualTo(known);
    }

    @Test
    void aSecondDeletionIsRememberedInsteadOfTheFirst() {
        observe(PODINFO, 10, ready());
        delete(PODINFO, 12);
        later(ofDays(5));
        delete(PODINFO, 15);
        later(ofDays(5));
        fromHereOn();
        observe(PODINFO, 14, ready());
        assertThat(dropped()).containsExactly(Reason.STALE);
        assertThat(transitions()).isEmpty();
    }
}
