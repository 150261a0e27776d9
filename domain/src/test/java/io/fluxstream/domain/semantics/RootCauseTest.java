package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RootCauseTest extends ClusterStory {
    private static final ResourceId A = ResourceId.parse("ottawa/Kustomization/apps/a");
    private static final ResourceId B = ResourceId.parse("ottawa/Kustomization/apps/b");
    private static final ResourceId C = ResourceId.parse("ottawa/Kustomization/apps/c");

    private @Nullable RootCause rootCauseOf(Status status) {
        rules(rule(When.FAILING, ofMillis(0), null));
        observe(PODINFO, status);
        FluxAlert last = lastAlert();
        assertThat(last.resource()).isEqualTo(PODINFO);
        return last.rootCause();
    }

    private static RootCause seen(ResourceId resource) {
        return new RootCause(resource.reference(), false);
    }

    @Test
    void whatRefersToNothingHasNone() {
        assertThat(rootCauseOf(failed("BuildFailed"))).isNull();
    }

    @Test
    void whatRefersToWhatIsWellHasNone() {
        observe(FLEET, ready());
        assertThat(rootCauseOf(failed("BuildFailed").from(FLEET))).isNull();
    }

    @Test
    void aSourceThatFails() {
        observe(FLEET, failed("FetchFailed"));
        assertThat(rootCauseOf(failed("BuildFailed").from(FLEET))).isEqualTo(seen(FLEET));
    }

    @Test
    void aDependencyThatWaits() {
        observe(A, waiting());
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isEqualTo(seen(A));
    }

    @Test
    void whatProgressesAfterAFailureStillFails() {
        observe(A, failed("BuildFailed"));
        observe(A, progressing());
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isEqualTo(seen(A));
    }

    @Test
    void whatNeverSettledIsNotAtFault() {
        observe(A, progressing());
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isNull();
    }

    @Test
    void whatIsSuspendedIsNotAtFault() {
        observe(A, failed("BuildFailed").suspended());
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isNull();
    }

    @Test
    void whatWasNeverSeenIsMissing() {
        assertThat(rootCauseOf(failed("BuildFailed").from(FLEET))).isEqualTo(new RootCause(FLEET.reference(), true));
    }

    @Test
    void whatIsGoneWasSeenAndIsNotAtFault() {
        observe(A, failed("BuildFailed"));
        delete(A);
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isNull();
    }

    @Test
    void whatIsGoneForMoreThanSevenDaysIsMissing() {
        observe(A, failed("BuildFailed"));
        delete(A);
        passes(ofDays(7).plusMillis(1));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isEqualTo(new RootCause(A.reference(), true));
    }

    @Test
    void theDeepestOneThatHasNoCauseItself() {
        observe(FLEET, failed("FetchFailed"));
        observe(A, waiting().from(FLEET));
        observe(B, waiting().dependsOn(A));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(B))).isEqualTo(seen(FLEET));
    }

    @Test
    void whatIsWellIsNotLookedThrough() {
        observe(FLEET, failed("FetchFailed"));
        observe(A, ready().from(FLEET));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isNull();
    }

    @Test
    void referencesAreFollowedInTheOrderOfTheirBytes() {
        observe(A, failed("BuildFailed"));
        observe(B, failed("BuildFailed"));
        observe(FLEET, failed("FetchFailed"));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(B, A).from(FLEET)))
                .isEqualTo(seen(FLEET));
    }

    @Test
    void depthComesBeforeBreadth() {
        observe(FLEET, failed("FetchFailed"));
        observe(C, failed("BuildFailed"));
        observe(A, waiting().dependsOn(C));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A, B))).isEqualTo(seen(C));
    }

    @Test
    void aCycleHasNoRootCause() {
        observe(A, waiting().dependsOn(B));
        observe(B, waiting().dependsOn(A));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isNull();
    }

    @Test
    void aCycleThroughTheStartHasNone() {
        observe(PODINFO, ready());
        observe(A, waiting().dependsOn(PODINFO));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A))).isNull();
    }

    @Test
    void pastACycleTheSearchGoesOn() {
        observe(A, waiting().dependsOn(B));
        observe(B, waiting().dependsOn(A));
        observe(C, failed("BuildFailed"));
        assertThat(rootCauseOf(failed("BuildFailed").dependsOn(A, C))).isEqualTo(seen(C));
    }

    @Test
    void itIsWorkedOutWhenTheAlertFiresAndCarried() {
        observe(FLEET, ready());
        observe(PODINFO, failed("BuildFailed").from(FLEET));
        observe(FLEET, failed("FetchFailed"));
        passes(ofMinutes(6));
        observe(FLEET, ready());
        passes(ofMinutes(60));
        observe(PODINFO, ready());
        assertThat(alerts().stream()
                        .filter(alert -> alert.resource().equals(PODINFO))
                        .map(FluxAlert::rootCause))
                .hasSize(3)
                .containsOnly(seen(FLEET));
    }

    @Test
    void aFiringThatWasDueIsWorkedOutBeforeTheRecord() {
        observe(FLEET, ready());
        observe(PODINFO, failed("BuildFailed").from(FLEET));
        later(ofMinutes(6));
        observe(FLEET, failed("FetchFailed"));
        assertThat(alerts().get(0).resource()).isEqualTo(PODINFO);
        assertThat(alerts().get(0).rootCause()).isNull();
    }

    @Test
    void aFiringWithinTheRecordIsWorkedOutAfterIt() {
        rules(rule(When.FAILING));
        observe(FLEET, failed("FetchFailed"));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed").from(FLEET));
        assertThat(lastAlert().rootCause()).isEqualTo(seen(FLEET));
    }
}
