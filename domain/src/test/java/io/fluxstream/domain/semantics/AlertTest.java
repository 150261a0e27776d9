package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.rule.When;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTest extends ClusterStory {
    @Test
    void theIdIsMadeOfRuleResourceUidSinceAndOpeningVersion() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(version()).isEqualTo(101);
        assertThat(lastAlert().id()).isEqualTo("1a7736cb535c36c0");
        assertThat(lastAlert().incident()).isEqualTo("b85998024ee0aad3");
    }

    @Test
    void theIncidentJoinsTheAlertsOfOneEpisode() {
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(alerts()).extracting(FluxAlert::rule).containsExactly("ReadyLost", "SustainedFailure");
        assertThat(alerts().get(0).incident()).isEqualTo(alerts().get(1).incident());
        assertThat(alerts().get(0).id()).isNotEqualTo(alerts().get(1).id());
    }

    @Test
    void theIdStaysFromFiringToResolution() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(66));
        observe(PODINFO, ready());
        assertThat(alerts()).hasSize(3);
        assertThat(alerts()).extracting(FluxAlert::id).containsOnly(lastAlert().id());
        assertThat(alerts()).extracting(FluxAlert::since).containsOnly(START);
    }

    @Test
    void sequencesCountUpAndTheResolutionHasTheLast() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(130));
        observe(PODINFO, ready());
        assertThat(alerts()).extracting(FluxAlert::sequence).containsExactly(0, 1, 2, 2);
    }

    @Test
    void whatNeverFiredIsNeverResolved() {
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        assertThat(alerts()).isEmpty();
    }

    @Test
    void nothingIsRepeatedAfterTheResolution() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        observe(PODINFO, ready());
        passes(ofHours(3));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M", "SustainedFailure resolved at 6M");
    }

    @Test
    void repetitionsCountFromTheFiring() {
        rules(rule(When.FAILING, ofMinutes(1), ofMinutes(7)));
        later(ofMinutes(30));
        observe(PODINFO, failed("BuildFailed").changedAt(START));
        passes(ofMinutes(15));
        assertThat(told())
                .containsExactly("FAILING firing at 30M", "FAILING repeated at 37M", "FAILING repeated at 44M");
    }

    @Test
    void aRepetitionDueAtTheVeryInstantOfTheRecoveryIsNotTold() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        later(ofMinutes(59));
        observe(PODINFO, ready());
        assertThat(told()).containsExactly("SustainedFailure firing at 5M", "SustainedFailure resolved at 1H5M");
    }

    @Test
    void aRecoveryIsRecovered() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void aSuspensionIsSuspended() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, failed("BuildFailed").suspended());
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.SUSPENDED);
    }

    @Test
    void aDeletionIsDeleted() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        delete(PODINFO);
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.DELETED);
    }

    @Test
    void anotherUidIsReplaced() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        String uid = uid(PODINFO);
        uid(PODINFO, "another");
        observe(PODINFO, ready());
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.REPLACED);
        assertThat(lastAlert().uid()).isEqualTo(uid);
    }

    @Test
    void aResumptionIsRecovered() {
        rules(rule(When.SUSPENDED));
        observe(PODINFO, ready().suspended());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void aBecomeStaticIsRecovered() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, pending().neverReady());
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void anAlertSaysWhatTheLastFailureSaid() {
        observe(PODINFO, failed("BuildFailed", "one").attempted("main@sha1:1"));
        observe(PODINFO, failed("HealthCheckFailed", "two").attempted("main@sha1:2"));
        observe(PODINFO, waiting().attempted("main@sha1:3"));
        observe(PODINFO, progressing());
        passes(ofMinutes(6));
        assertThat(lastAlert().reason()).isEqualTo("HealthCheckFailed");
        assertThat(lastAlert().message()).isEqualTo("two");
        assertThat(lastAlert().revision()).isEqualTo("main@sha1:2");
    }

    @Test
    void aRepetitionSaysWhatTheLastFailureSaid() {
        observe(PODINFO, failed("BuildFailed", "one"));
        passes(ofMinutes(6));
        observe(PODINFO, failed("HealthCheckFailed", "two"));
        passes(ofMinutes(60));
        assertThat(lastAlert().reason()).isEqualTo("HealthCheckFailed");
        assertThat(lastAlert().message()).isEqualTo("two");
    }

    @Test
    void theResolutionSaysWhatTheLastFailureSaid() {
        observe(PODINFO, failed("BuildFailed", "one"));
        passes(ofMinutes(6));
        observe(PODINFO, failed("HealthCheckFailed", "two").attempted("main@sha1:2"));
        observe(PODINFO, ready("main@sha1:3"));
        assertThat(lastAlert().action()).isEqualTo(Action.RESOLVED);
        assertThat(lastAlert().reason()).isEqualTo("HealthCheckFailed");
        assertThat(lastAlert().message()).isEqualTo("two");
        assertThat(lastAlert().revision()).isEqualTo("main@sha1:2");
    }

    @Test
    void anAlertOfAWaitSaysWhatTheLastWaitSaid() {
        rules(rule(When.WAITING, ofMinutes(1), null));
        observe(PODINFO, waiting());
        observe(PODINFO, failed("SourceNotReady", "two").attempted("main@sha1:2"));
        observe(PODINFO, progressing());
        passes(ofMinutes(2));
        assertThat(lastAlert().reason()).isEqualTo("SourceNotReady");
        assertThat(lastAlert().message()).isEqualTo("two");
        assertThat(lastAlert().revision()).isEqualTo("main@sha1:2");
    }

    @Test
    void anAlertOfAPendingResourceHasNoReason() {
        rules(rule(When.PENDING));
        observe(PODINFO, pending());
        assertThat(lastAlert().reason()).isNull();
        assertThat(lastAlert().message()).isNull();
    }

    @Test
    void anAlertOfASuspensionSaysWhatTheFrozenConditionSays() {
        rules(rule(When.SUSPENDED));
        observe(PODINFO, ready("main@sha1:1").attempted("main@sha1:2").suspended());
        assertThat(lastAlert().reason()).isEqualTo("ReconciliationSucceeded");
        assertThat(lastAlert().revision()).isEqualTo("main@sha1:1");
    }

    @Test
    void messagesOfAlertsAreCut() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed", "x".repeat(3_000)));
        assertThat(lastAlert().message()).hasSize(1_024);
    }

    @Test
    void theLabelsAreThoseAtTheFiringAndStay() {
        observe(PODINFO, failed("BuildFailed").labelled("team", "before"));
        observe(PODINFO, progressing().labelled("team", "apps"));
        passes(ofMinutes(6));
        observe(PODINFO, failed("BuildFailed").labelled("team", "after"));
        passes(ofMinutes(60));
        observe(PODINFO, ready());
        assertThat(alerts()).hasSize(3).extracting(FluxAlert::labels).containsOnly(Map.of("team", "apps"));
    }
}
