package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.Effect.Dropped.Reason;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import org.junit.jupiter.api.Test;

class SnapshotTest extends ClusterStory {
    @Test
    void whatASnapshotDoesNotNameIsGoneAtTheCompletingRecord() {
        observe(PODINFO, ready());
        observe(MQTT, ready());
        snapshotStarted("Kustomization", 1);
        listed(MQTT, 1, ready());
        later(ofSeconds(2));
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(changes()).containsExactly("PHASE READY-GONE");
        assertThat(lastTransition().resource()).isEqualTo(PODINFO);
        assertThat(lastTransition().at()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void severalAreGoneInTheOrderOfTheirNames() {
        observe(INFRA, ready());
        observe(PODINFO, ready());
        observe(MQTT, ready());
        snapshotStarted("Kustomization", 1);
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(transitions()).extracting(FluxTransition::resource).containsExactly(MQTT, PODINFO, INFRA);
    }

    @Test
    void onlyTheSnapshotsKindIsConcerned() {
        observe(DEMO, ready());
        snapshotStarted("Kustomization", 1);
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(phase(DEMO)).isEqualTo(Phase.READY);
    }

    @Test
    void whatNothingIsHeardOfIsPresentUntilTheSnapshotIsComplete() {
        observe(PODINFO, ready());
        fromHereOn();
        snapshotStarted("Kustomization", 1);
        passes(ofHours(1));
        assertThat(transitions()).isEmpty();
    }

    @Test
    void anyRecordSinceTheStartMarksAResourcePresent() {
        observe(PODINFO, ready());
        snapshotStarted("Kustomization", 1);
        observe(PODINFO, failed("BuildFailed"));
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(phase(PODINFO)).isEqualTo(Phase.FAILED);
    }

    @Test
    void aStaleRecordDoesToo() {
        observe(PODINFO, 10, ready());
        snapshotStarted("Kustomization", 1, 11);
        observe(PODINFO, 10, ready());
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(dropped()).containsExactly(Reason.STALE);
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void aStaleDeletionDoesToo() {
        observe(PODINFO, 10, ready());
        snapshotStarted("Kustomization", 1, 11);
        delete(PODINFO, 9);
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void aRecordBeforeTheStartDoesNot() {
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, ready());
        snapshotStarted("Kustomization", 2);
        snapshotCompleted("Kustomization", 2, 0);
        assertThat(changes()).containsExactly("PHASE READY", "PHASE READY-GONE");
    }

    @Test
    void aStaleListedItemCounts() {
        observe(PODINFO, 10, ready());
        snapshotStarted("Kustomization", 1, 11);
        record(observation(PODINFO, 10, 1, ready()));
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(dropped()).isEmpty();
    }

    @Test
    void aSnapshotThatLacksItemsIsVoid() {
        observe(PODINFO, ready());
        observe(MQTT, ready());
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, ready());
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 2);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT);
        assertThat(transitions()).isEmpty();
    }

    @Test
    void whatAWatchSawIsNoListedItem() {
        observe(MQTT, ready());
        snapshotStarted("Kustomization", 1);
        observe(PODINFO, ready());
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT);
    }

    @Test
    void anItemOfAnotherSnapshotIsNoListedItem() {
        snapshotStarted("Kustomization", 2);
        listed(PODINFO, 1, ready());
        snapshotCompleted("Kustomization", 2, 1);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT);
    }

    @Test
    void anItemThatIsDeliveredTwiceCountsOnce() {
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, ready());
        record(observation(PODINFO, version(), 1, ready()));
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 2);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT);
    }

    @Test
    void anItemOfAnotherKindDoesNotCount() {
        snapshotStarted("Kustomization", 1);
        snapshotStarted("HelmRelease", 1);
        listed(DEMO, 1, ready());
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT);
    }

    @Test
    void snapshotsOfSeveralKindsGoOnSideBySide() {
        observe(PODINFO, ready());
        observe(MQTT, ready());
        observe(DEMO, ready());
        snapshotStarted("Kustomization", 1);
        snapshotStarted("HelmRelease", 2);
        listed(MQTT, 1, ready());
        fromHereOn();
        snapshotCompleted("HelmRelease", 2, 0);
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(transitions()).extracting(FluxTransition::resource).containsExactly(DEMO, PODINFO);
    }

    @Test
    void aCompletionWithoutAStartIsVoid() {
        observe(PODINFO, ready());
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT);
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void aCompletionOfAnotherNumberIsVoidAndEndsTheSnapshot() {
        observe(PODINFO, ready());
        snapshotStarted("Kustomization", 2);
        snapshotCompleted("Kustomization", 1, 0);
        snapshotCompleted("Kustomization", 2, 0);
        assertThat(dropped()).containsExactly(Reason.VOID_SNAPSHOT, Reason.VOID_SNAPSHOT);
        assertThat(changes()).containsExactly("PHASE READY");
    }

    @Test
    void aSecondStartReplacesTheFirst() {
        observe(PODINFO, ready());
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, ready());
        snapshotStarted("Kustomization", 2);
        listed(MQTT, 2, ready());
        fromHereOn();
        snapshotCompleted("Kustomization", 2, 1);
        assertThat(changes()).containsExactly("PHASE READY-GONE");
    }

    @Test
    void whatASnapshotFoundMissingCannotBeResurrectedByALateDuplicate() {
        observe(PODINFO, 10, ready());
        snapshotStarted("Kustomization", 1, 20);
        snapshotCompleted("Kustomization", 1, 0);
        observe(PODINFO, 10, ready());
        assertThat(dropped()).containsExactly(Reason.STALE);
    }

    @Test
    void whatIsMissingResolvesItsAlerts() {
        rules(rule(When.FAILING));
        observe(PODINFO, failed("BuildFailed"));
        snapshotStarted("Kustomization", 1);
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.DELETED);
    }

    @Test
    void aListOlderThanWhatIsKnownResetsTheKindsMemory() {
        observe(PODINFO, 100, ready());
        snapshotStarted("Kustomization", 1, 50);
        record(observation(PODINFO, 40, 1, failed("BuildFailed")));
        assertThat(dropped()).isEmpty();
        assertThat(phase(PODINFO)).isEqualTo(Phase.FAILED);
    }

    @Test
    void aListAsOldAsWhatIsKnownResetsNothing() {
        observe(PODINFO, 100, ready());
        snapshotStarted("Kustomization", 1, 100);
        observe(PODINFO, 100, failed("BuildFailed"));
        assertThat(dropped()).containsExactly(Reason.STALE);
    }

    @Test
    void theHighestOfAKindIsThatOfAnyResourceOrDeletion() {
        observe(PODINFO, 10, ready());
        delete(MQTT, 100);
        snapshotStarted("Kustomization", 1, 50);
        observe(PODINFO, 5, failed("BuildFailed"));
        assertThat(dropped()).isEmpty();
    }

    @Test
    void theHighestOfAKindIsAlsoThatOfItsLists() {
        observe(PODINFO, 10, ready());
        snapshotStarted("Kustomization", 1, 100);
        snapshotStarted("Kustomization", 2, 50);
        observe(PODINFO, 5, failed("BuildFailed"));
        assertThat(dropped()).isEmpty();
    }

    @Test
    void theHighestOfAKindIsNotThatOfAnother() {
        observe(DEMO, 100, ready());
        observe(PODINFO, 10, ready());
        snapshotStarted("Kustomization", 1, 50);
        observe(PODINFO, 5, failed("BuildFailed"));
        assertThat(dropped()).containsExactly(Reason.STALE);
    }

    @Test
    void afterAResetTheListsVersionIsTheHighest() {
        observe(PODINFO, 100, ready());
        snapshotStarted("Kustomization", 1, 50);
        observe(PODINFO, 51, ready());
        snapshotStarted("Kustomization", 2, 60);
        observe(PODINFO, 51, failed("BuildFailed"));
        assertThat(dropped()).containsExactly(Reason.STALE);
    }

    @Test
    void aResetForgetsWhatIsGone() {
        observe(PODINFO, 100, ready());
        delete(PODINFO, 101);
        snapshotStarted("Kustomization", 1, 50);
        observe(PODINFO, 40, ready());
        assertThat(dropped()).isEmpty();
    }

    @Test
    void aResetLeavesTheOtherKindsAlone() {
        observe(DEMO, 100, ready());
        observe(PODINFO, 100, ready());
        snapshotStarted("Kustomization", 1, 50);
        observe(DEMO, 60, failed("InstallFailed"));
        assertThat(dropped()).containsExactly(Reason.STALE);
    }

    @Test
    void aResetLeavesPhasesEpisodesAndAlertsAlone() {
        observe(PODINFO, 100, failed("BuildFailed"));
        snapshotStarted("Kustomization", 1, 50);
        later(ofMinutes(4));
        record(observation(PODINFO, 40, 1, failed("BuildFailed")));
        snapshotCompleted("Kustomization", 1, 1);
        passes(ofMinutes(2));
        assertThat(changes()).containsExactly("PHASE FAILED");
        assertThat(told()).containsExactly("SustainedFailure firing at 5M");
    }

    @Test
    void aCompletedSnapshotWritesTheRowsOfItsKindAgain() {
        observe(PODINFO, ready());
        observe(MQTT, ready());
        observe(DEMO, ready());
        FluxResourceStatus written = row(PODINFO);
        later(ofMinutes(1));
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, ready());
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 1);
        assertThat(rowsWritten())
                .containsExactly(new Effect.ResourceChanged(MQTT, null), new Effect.ResourceChanged(PODINFO, written));
    }

    @Test
    void aVoidSnapshotWritesNoRowsAgain() {
        observe(PODINFO, ready());
        snapshotStarted("Kustomization", 1);
        listed(PODINFO, 1, ready());
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 2);
        assertThat(rowsWritten()).isEmpty();
    }
}
