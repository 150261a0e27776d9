package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.When;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTest extends ClusterStory {
    @Test
    void everythingIsStampedFromTheClustersClock() {
        later(ofMinutes(1));
        observe(MQTT, ready());
        later(ofSeconds(-30));
        observe(PODINFO, ready());
        assertThat(lastTransition().at()).isEqualTo(START.plusSeconds(60));
        assertThat(row(PODINFO).lastSeen()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void aClockThatGoesBackwardsTakesNothingBack() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(4));
        later(ofMinutes(-2));
        observe(MQTT, ready());
        passes(ofMinutes(3).plusMillis(1));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aRecoveryAtTheVeryInstantWins() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(5));
        observe(PODINFO, ready());
        passes(ofHours(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void aRecoveryAMillisecondLaterDoesNot() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(5).plusMillis(1));
        observe(PODINFO, ready());
        assertThat(told()).containsExactly("SustainedFailure firing at 5M", "SustainedFailure resolved at 5M0.001S");
    }

    @Test
    void nothingFiresAtTheVeryInstantItIsDue() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(5));
        assertThat(told()).isEmpty();
    }

    @Test
    void timersAreStampedWithTheirDueTime() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(40));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void timersFireInTheOrderOfDueTimeThenResourceThenRule() {
        rules(
                rule(When.FAILING, ofMinutes(2), null),
                rule(When.LOST, ofMinutes(1), null),
                Rule.alert("Again")
                        .when(When.FAILING)
                        .lasting(ofMinutes(2))
                        .severity(Severity.INFO)
                        .build());
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(MQTT, failed("BuildFailed"));
        fromHereOn();
        passes(ofMinutes(10));
        assertThat(alerts())
                .extracting(alert -> alert.resource().name() + ' ' + alert.rule())
                .containsExactly("podinfo LOST", "mqtt FAILING", "mqtt Again", "podinfo FAILING", "podinfo Again");
    }

    @Test
    void theOrderOfResourcesIsThatOfTheirBytes() {
        rules(rule(When.FAILING, ofMinutes(1), null));
        ResourceId dashed = ResourceId.parse("ottawa/Kustomization/apps-2/a");
        ResourceId foreign = ResourceId.parse("ottawa/Kustomization.example.org/apps/a");
        ResourceId upper = ResourceId.parse("ottawa/Kustomization/apps/Zebra");
        for (ResourceId resource : List.of(PODINFO, MQTT, dashed, foreign, upper)) {
            observe(resource, failed("BuildFailed"));
        }
        passes(ofMinutes(2));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(foreign, dashed, upper, MQTT, PODINFO);
    }

    @Test
    void aTimerThatIsAlreadyDueFiresWithinTheRecordStampedWithItsTime() {
        observe(PODINFO, failed("BuildFailed").changedAt(START.minusSeconds(900)));
        assertThat(told()).containsExactly("SustainedFailure firing at 0S");
        assertThat(lastAlert().since()).isEqualTo(START.minusSeconds(900));
    }

    @Test
    void aTimerThatFallsDueAtThatVeryRecordIsAlreadyDue() {
        observe(PODINFO, failed("BuildFailed").changedAt(START.minusSeconds(300)));
        assertThat(told()).containsExactly("SustainedFailure firing at 0S");
    }

    @Test
    void aTimerThatIsDueAMillisecondLaterIsNot() {
        observe(PODINFO, failed("BuildFailed").changedAt(START.minusSeconds(300).plusMillis(1)));
        assertThat(told()).isEmpty();
        passes(ofMillis(2));
        assertThat(told()).containsExactly("SustainedFailure firing at 0.001S");
    }

    @Test
    void dueTimersFireBeforeTheRecordIsApplied() {
        observe(PODINFO, failed("BuildFailed", "the old reason"));
        later(ofMinutes(6));
        observe(PODINFO, failed("HealthCheckFailed", "the new one"));
        assertThat(lastAlert().reason()).isEqualTo("BuildFailed");
    }

    @Test
    void everyRecordOfTheClusterMovesItsClock() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(6));
        snapshotCompleted("Receiver", 1, 0);
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }
}
