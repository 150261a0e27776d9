package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect.Dropped.Reason;
import io.fluxstream.domain.phase.Phase;
import org.junit.jupiter.api.Test;

class SessionTest extends ClusterStory {
    @Test
    void beforeAnySessionStartedEverySessionCounts() {
        speakAs("a");
        observe(PODINFO, ready());
        speakAs("b");
        observe(PODINFO, failed("BuildFailed"));
        assertThat(dropped()).isEmpty();
    }

    @Test
    void afterItRecordsOfAnyOtherSessionAreCountedAndDropped() {
        sessionStarted("b");
        speakAs("a");
        fromHereOn();
        observe(PODINFO, ready());
        delete(PODINFO);
        heartbeat(live("Kustomization"));
        snapshotStarted("Kustomization", 1);
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(dropped()).hasSize(5).containsOnly(Reason.OTHER_SESSION);
        assertThat(effects()).hasSize(5);
    }

    @Test
    void theLogsOrderDecidesAndNeverAClock() {
        later(ofHours(1));
        sessionStarted("a");
        later(ofHours(-2));
        sessionStarted("b");
        observe(PODINFO, ready());
        speakAs("a");
        observe(PODINFO, failed("BuildFailed"));
        assertThat(dropped()).containsExactly(Reason.OTHER_SESSION);
        assertThat(phase(PODINFO)).isEqualTo(Phase.READY);
    }

    @Test
    void aRecordOfAnotherSessionMovesNoClock() {
        sessionStarted("b");
        observe(PODINFO, failed("BuildFailed"));
        speakAs("a");
        later(ofHours(1));
        observe(MQTT, ready());
        later(ofHours(-1));
        speakAs("b");
        observe(MQTT, ready());
        assertThat(told()).isEmpty();
        assertThat(lastTransition().at()).isEqualTo(START);
    }

    @Test
    void aRecordOfAnotherSessionMarksNothingPresent() {
        observe(PODINFO, ready());
        sessionStarted("b");
        snapshotStarted("Kustomization", 1);
        speakAs("a");
        observe(PODINFO, ready());
        speakAs("b");
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(lastTransition().to()).isEqualTo(Phase.GONE);
    }

    @Test
    void aNewSessionVoidsTheOpenSnapshots() {
        observe(PODINFO, ready());
        snapshotStarted("Kustomization", 1);
        sessionStarted("b");
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT);
        assertThat(phase(PODINFO)).isEqualTo(Phase.READY);
    }

    @Test
    void aNewSessionKeepsWhatIsRemembered() {
        observe(PODINFO, 10, failed("BuildFailed"));
        sessionStarted("b");
        observe(PODINFO, 10, ready());
        passes(ofMinutes(6));
        assertThat(dropped()).containsExactly(Reason.STALE);
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aNewSessionKeepsTheLeases() {
        heartbeat(live("Kustomization"));
        observe(PODINFO, failed("BuildFailed"));
        sessionStarted("b");
        later(ofMinutes(6));
        observe(MQTT, ready());
        assertThat(alerts()).extracting(FluxAlert::resource).doesNotContain(PODINFO);
    }

    @Test
    void aSessionMovesTheClockAndFiresWhatIsDue() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(6));
        sessionStarted("b");
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }
}
