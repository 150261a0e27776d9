package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.When;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInRulesTest extends ClusterStory {
    @Test
    void theyComeInThisOrder() {
        assertThat(RuleSet.builtIn().rules())
                .extracting(Rule::alert)
                .containsExactly("ReadyLost", "SustainedFailure", "SourceNotReady", "Blocked", "ClusterUnreachable");
    }

    @Test
    void aKustomizationThatWasReadyAndFailsIsReadyLostAtOnce() {
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).containsExactly("ReadyLost firing at 0S");
        assertThat(lastAlert().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void soIsAHelmRelease() {
        observe(DEMO, ready());
        observe(DEMO, failed("UpgradeFailed"));
        assertThat(told()).containsExactly("ReadyLost firing at 0S");
    }

    @Test
    void readyLostIsForNoOtherKind() {
        observe(FLEET, ready());
        observe(FLEET, failed("GitOperationFailed"));
        assertThat(alerts()).extracting(FluxAlert::rule).doesNotContain("ReadyLost");
    }

    @Test
    void readyLostIsNotRepeated() {
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofHours(3));
        assertThat(told().stream().filter(told -> told.startsWith("ReadyLost"))).hasSize(1);
    }

    @Test
    void aFailureOfFiveMinutesIsSustainedForAllKinds() {
        for (ResourceId resource : List.of(PODINFO, DEMO, ResourceId.parse("ottawa/Widget.example.org/a/b"))) {
            observe(resource, failed("BuildFailed"));
        }
        passes(ofMinutes(6));
        assertThat(told()).hasSize(3).containsOnly("SustainedFailure firing at 5M");
        assertThat(lastAlert().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void aSustainedFailureIsRepeatedEveryHour() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(66));
        assertThat(told()).containsExactly("SustainedFailure firing at 5M", "SustainedFailure repeated at 1H5M");
    }

    @Test
    void aSourceThatFailsIsToldAtOnce() {
        for (String kind : List.of(
                "GitRepository", "HelmRepository", "OCIRepository", "Bucket", "HelmChart", "ExternalArtifact")) {
            observe(ResourceId.parse("ottawa/" + kind + "/flux-system/a"), failed("FetchFailed"));
        }
        assertThat(told()).hasSize(6).containsOnly("SourceNotReady firing at 0S");
        assertThat(lastAlert().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void whatIsNoSourceIsNot() {
        observe(PODINFO, failed("BuildFailed"));
        observe(ResourceId.parse("ottawa/ImageRepository/flux-system/a"), failed("ReadOperationFailed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void aSourceThatFailsIsNotRepeatedByThatRule() {
        observe(FLEET, failed("FetchFailed"));
        passes(ofHours(2));
        assertThat(told().stream().filter(told -> told.startsWith("SourceNotReady")))
                .hasSize(1);
    }

    @Test
    void whatWaitsForFifteenMinutesIsBlocked() {
        observe(PODINFO, waiting());
        passes(ofMinutes(15));
        assertThat(told()).isEmpty();
        passes(ofMinutes(200));
        assertThat(told()).containsExactly("Blocked firing at 15M");
        assertThat(lastAlert().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void aStaticResourceIsNeverAnAlert() {
        observe(CHARTS, pending().neverReady());
        observe(CHARTS, failed("Whatever").neverReady());
        passes(ofHours(5));
        assertThat(told()).isEmpty();
    }

    @Test
    void dependentsThatWaitOutARetryAreNoAlert() {
        observe(PODINFO, ready());
        observe(PODINFO, waiting());
        passes(ofSeconds(40));
        observe(PODINFO, ready());
        passes(ofHours(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsLostWasReadyByItsLastVerdict() {
        observe(PODINFO, ready());
        observe(PODINFO, waiting());
        observe(PODINFO, progressing());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).containsExactly("ReadyLost firing at 0S");
    }

    @Test
    void whatFailsAtFirstSightIsNotLost() {
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatWasSuspendedIsNotLost() {
        observe(PODINFO, ready());
        observe(PODINFO, ready().suspended());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatWasStaticIsNotLost() {
        observe(PODINFO, ready());
        observe(PODINFO, ready().neverReady());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatOnlyWaitedIsNotLost() {
        observe(PODINFO, waiting());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void anotherReasonOfTheSameFailureLosesNothingAgain() {
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, waiting());
        observe(PODINFO, failed("HealthCheckFailed"));
        assertThat(told()).containsExactly("ReadyLost firing at 0S");
    }

    @Test
    void whatIsLostIsResolvedWhenItsFailureEnds() {
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, waiting());
        later(ofSeconds(30));
        observe(PODINFO, ready());
        assertThat(told()).containsExactly("ReadyLost firing at 0S", "ReadyLost resolved at 30S");
    }

    @Test
    void aRuleWaitsItsTimeForWhatIsLostToo() {
        rules(rule(When.LOST, ofMinutes(1), ofMinutes(2)));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(4));
        assertThat(told()).containsExactly("LOST firing at 1M", "LOST repeated at 3M");
    }

    @Test
    void aRuleConcernsOnlyTheKindsItNames() {
        rules(rule(When.FAILING, ofMillis(0), null, "HelmRelease"));
        observe(PODINFO, failed("BuildFailed"));
        observe(DEMO, failed("InstallFailed"));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(DEMO);
    }
}
