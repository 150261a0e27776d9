package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest extends ClusterStory {
    private void isTheSame(String one, String other) {
        assertThat(differ(one, other)).describedAs("%s | %s", one, other).isFalse();
    }

    private void isAnother(String one, String other) {
        assertThat(differ(one, other)).describedAs("%s | %s", one, other).isTrue();
    }

    private boolean differ(String one, String other) {
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed", one));
        fromHereOn();
        observe(PODINFO, failed("BuildFailed", other));
        return !transitions().isEmpty();
    }

    @Test
    void timesDoNotMakeAnotherFailure() {
        isTheSame("deadline 2026-11-21T10:00:00Z passed", "deadline 2026-11-21T10:05:31.123Z passed");
        isTheSame("deadline 2026-11-21T10:00:00+01:00 passed", "deadline 2026-11-21T10:05:31.9-05:30 passed");
    }

    @Test
    void goDurationsDoNotMakeAnotherFailure() {
        isTheSame("timeout waiting for: 1m30.5s", "timeout waiting for: 59.8s");
        isTheSame("timed out after 1h0m0s.", "timed out after 12ms.");
        isTheSame("(took 3ns)", "(took 3.5\u00b5s)");
    }

    @Test
    void runsOfSevenHexadecimalDigitsDoNotMakeAnotherFailure() {
        isTheSame("cannot apply c58b0a1", "cannot apply 8d29fFE");
        isTheSame("cannot apply c58b0a1", "cannot apply 8d29ffe08d29ffe0");
    }

    @Test
    void shorterHexadecimalRunsDo() {
        isAnother("cannot apply c58b0a", "cannot apply 8d29ff");
    }

    @Test
    void runsOfSixDecimalDigitsDoNotMakeAnotherFailure() {
        isTheSame("/tmp/kustomization-123456/a", "/tmp/kustomization-987654/a");
    }

    @Test
    void shorterDecimalRunsDo() {
        isAnother("exit status 12345", "exit status 54321");
    }

    @Test
    void aRandomNameOfSixDigitsIsNoOtherFailureThanOneOfSeven() {
        isTheSame("/tmp/kustomization-123456/a", "/tmp/kustomization-9876543/a");
    }

    @Test
    void timesAreMaskedBeforeTheDigitsOfTheirFractions() {
        isTheSame("at 2026-11-21T10:00:05.123456789Z", "at 2027-01-02T03:04:05Z");
    }

    @Test
    void durationsAreMaskedBeforeLongNumbers() {
        isTheSame("after 12345678.5s", "after 59.8s");
    }

    @Test
    void hexadecimalRunsAreMaskedBeforeDecimalOnes() {
        isTheSame("revision abc123456", "revision def654321");
    }

    @Test
    void theWholeMessageCountsAndNotOnlyWhatIsShownOfIt() {
        isAnother("x".repeat(1_500) + " one", "x".repeat(1_500) + " two");
    }

    @Test
    void theReasonIsPartOfIt() {
        observe(PODINFO, failed("BuildFailed", ""));
        observe(PODINFO, failed("HealthCheckFailed", ""));
        assertThat(changes()).containsExactly("PHASE FAILED", "REASON FAILED-FAILED");
    }

    @Test
    void theReasonIsNotMasked() {
        observe(PODINFO, failed("Exit1234567", ""));
        observe(PODINFO, failed("Exit7654321", ""));
        assertThat(changes()).containsExactly("PHASE FAILED", "REASON FAILED-FAILED");
    }
}
