package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceRowTest extends ClusterStory {
    @Test
    void aRowShowsWhatIsBelieved() {
        observe(PODINFO, ready("main@sha1:1"));
        later(ofSeconds(10));
        observe(
                PODINFO,
                failed("BuildFailed", "no such file")
                        .attempted("main@sha1:2")
                        .dependsOn(MQTT, INFRA)
                        .from(FLEET)
                        .labelled("team", "apps"));
        assertThat(row(PODINFO))
                .isEqualTo(new FluxResourceStatus(
                        PODINFO,
                        "False",
                        Phase.FAILED,
                        false,
                        "BuildFailed",
                        "no such file",
                        "main@sha1:2",
                        "main@sha1:2",
                        false,
                        START.plusSeconds(10),
                        START.plusSeconds(10),
                        START.plusSeconds(10),
                        List.of(MQTT.reference(), INFRA.reference()),
                        FLEET.reference(),
                        Map.of("team", "apps")));
    }

    @Test
    void whatIsGoneHasNoRow() {
        observe(PODINFO, ready());
        fromHereOn();
        delete(PODINFO);
        assertThat(rowsWritten()).containsExactly(new Effect.ResourceChanged(PODINFO, null));
    }

    @Test
    void thePhaseIsTheLastSettledOne() {
        observe(PODINFO, ready());
        observe(PODINFO, progressing());
        assertThat(phase(PODINFO)).isEqualTo(Phase.READY);
    }

    @Test
    void thePhaseIsTheNewestWhileNoneHasSettled() {
        observe(PODINFO, pending());
        assertThat(phase(PODINFO)).isEqualTo(Phase.PENDING);
        observe(PODINFO, progressing());
        assertThat(phase(PODINFO)).isEqualTo(Phase.PROGRESSING);
        observe(PODINFO, progressing().deleting());
        assertThat(phase(PODINFO)).isEqualTo(Phase.DELETING);
        assertThat(row(PODINFO).lastTransition()).isNull();
    }

    @Test
    void readyIsTheNewestStatusAsReported() {
        observe(PODINFO, ready());
        observe(PODINFO, progressing());
        assertThat(row(PODINFO).ready()).isEqualTo("Unknown");
        observe(PODINFO, pending());
        assertThat(row(PODINFO).ready()).isNull();
        observe(PODINFO, ready().generation(3).seenGeneration(2));
        assertThat(row(PODINFO).ready()).isEqualTo("True");
    }

    @Test
    void aStaticResourceHasNoReadyValue() {
        observe(CHARTS, pending().neverReady());
        assertThat(row(CHARTS).ready()).isNull();
        assertThat(phase(CHARTS)).isEqualTo(Phase.STATIC);
    }

    @Test
    void reconcilingIsSaidWhileTheNewestObservationIsProgressing() {
        observe(PODINFO, ready());
        assertThat(row(PODINFO).reconciling()).isFalse();
        observe(PODINFO, progressing());
        assertThat(row(PODINFO).reconciling()).isTrue();
        observe(PODINFO, ready().generation(2).seenGeneration(1));
        assertThat(row(PODINFO).reconciling()).isTrue();
        observe(PODINFO, ready());
        assertThat(row(PODINFO).reconciling()).isFalse();
    }

    @Test
    void suspendedIsSaidOfTheNewestObservation() {
        observe(PODINFO, ready().suspended());
        assertThat(row(PODINFO).suspended()).isTrue();
        observe(PODINFO, progressing());
        assertThat(row(PODINFO).suspended()).isFalse();
        assertThat(phase(PODINFO)).isEqualTo(Phase.SUSPENDED);
    }

    @Test
    void aFailureIsShownSinceItsFirstMoment() {
        observe(PODINFO, failed("BuildFailed").changedAt(START.minusSeconds(60)));
        later(ofSeconds(20));
        observe(PODINFO, waiting());
        assertThat(row(PODINFO).since()).isEqualTo(START.plusSeconds(20));
        later(ofSeconds(20));
        observe(PODINFO, failed("HealthCheckFailed"));
        assertThat(row(PODINFO).since()).isEqualTo(START.minusSeconds(60));
        assertThat(row(PODINFO).lastTransition()).isEqualTo(START.plusSeconds(40));
    }

    @Test
    void aReadyResourceIsShownSinceItBecameReady() {
        later(ofSeconds(5));
        observe(PODINFO, ready("main@sha1:1").changedAt(START));
        later(ofSeconds(5));
        observe(PODINFO, ready("main@sha1:2"));
        assertThat(row(PODINFO).since()).isEqualTo(START.plusSeconds(5));
        assertThat(row(PODINFO).lastTransition()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void aSuspensionIsShownSinceItBegan() {
        observe(PODINFO, ready().suspended());
        later(ofSeconds(5));
        observe(PODINFO, failed("BuildFailed").suspended());
        assertThat(row(PODINFO).since()).isEqualTo(START);
    }

    @Test
    void whatHasNotSettledIsShownSinceItsEpisodeBegan() {
        observe(PODINFO, progressing().changedAt(START.minusSeconds(9)));
        assertThat(row(PODINFO).since()).isEqualTo(START.minusSeconds(9));
        later(ofSeconds(5));
        observe(PODINFO, pending());
        assertThat(row(PODINFO).since()).isEqualTo(START.plusSeconds(5));
        later(ofSeconds(5));
        observe(PODINFO, progressing().changedAt(START));
        assertThat(row(PODINFO).since()).isEqualTo(START.minusSeconds(9));
    }

    @Test
    void reasonsAndRevisionsDoNotMoveTheLastTransition() {
        observe(PODINFO, failed("BuildFailed"));
        later(ofSeconds(5));
        observe(PODINFO, failed("HealthCheckFailed"));
        assertThat(row(PODINFO).lastTransition()).isEqualTo(START);
    }

    @Test
    void aRowIsNotWrittenWhenNothingElseThanItsTimeChanged() {
        observe(PODINFO, ready());
        later(ofSeconds(5));
        fromHereOn();
        observe(PODINFO, ready());
        observe(PODINFO, ready().changedAt(now()));
        assertThat(rowsWritten()).isEmpty();
    }

    @Test
    void aPhaseThatPassesByIsNoReasonToWriteARow() {
        observe(PODINFO, ready());
        fromHereOn();
        observe(PODINFO, ready().deleting());
        assertThat(rowsWritten()).isEmpty();
    }

    @Test
    void lastSeenIsTheTimeOfTheLastObservationThatChangedSomethingElse() {
        observe(PODINFO, ready());
        later(ofSeconds(5));
        observe(PODINFO, ready().labelled("team", "apps"));
        later(ofSeconds(5));
        observe(PODINFO, ready().labelled("team", "apps"));
        assertThat(row(PODINFO).lastSeen()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void aReplacementThatLooksTheSameLeavesTheRowAsItWasWritten() {
        later(ofMinutes(1));
        observe(PODINFO, progressing().changedAt(START));
        FluxResourceStatus written = row(PODINFO);
        later(ofMinutes(1));
        uid(PODINFO, "another");
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, progressing().changedAt(START));
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(rowsWritten()).containsExactly(new Effect.ResourceChanged(PODINFO, written));
    }

    @Test
    void aReadyRowShowsTheAppliedRevisionAndWhatWasAttempted() {
        observe(PODINFO, ready("main@sha1:1").attempted("main@sha1:2"));
        assertThat(row(PODINFO).revision()).isEqualTo("main@sha1:1");
        assertThat(row(PODINFO).attemptedRevision()).isEqualTo("main@sha1:2");
    }

    @Test
    void messagesOfRowsAreCut() {
        observe(PODINFO, failed("BuildFailed", "x".repeat(3_000)));
        assertThat(row(PODINFO).message()).hasSize(1_024);
    }

    @Test
    void aStaleRecordWritesNoRow() {
        observe(PODINFO, 10, ready());
        fromHereOn();
        observe(PODINFO, 9, failed("BuildFailed"));
        assertThat(rowsWritten()).isEmpty();
    }
}
