package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.rule.When;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SinceTest extends ClusterStory {
    private static final Instant EARLIER = START.minusSeconds(120);

    private Instant sinceOf(When when, Status status) {
        rules(rule(when));
        observe(PODINFO, status);
        return lastAlert().since();
    }

    @Test
    void sinceIsTheTimeOfTheRecordThatOpenedIt() {
        observe(PODINFO, ready());
        later(ofSeconds(7));
        observe(PODINFO, failed("BuildFailed"));
        assertThat(lastAlert().since()).isEqualTo(START.plusSeconds(7));
    }

    @Test
    void aFailureAtFirstSightCountsFromItsLastTransition() {
        assertThat(sinceOf(When.FAILING, failed("BuildFailed").changedAt(EARLIER)))
                .isEqualTo(EARLIER);
    }

    @Test
    void soDoesAWait() {
        assertThat(sinceOf(When.WAITING, waiting().changedAt(EARLIER))).isEqualTo(EARLIER);
    }

    @Test
    void soDoesProgress() {
        assertThat(sinceOf(When.PROGRESSING, progressing().changedAt(EARLIER))).isEqualTo(EARLIER);
    }

    @Test
    void aSuspensionDoesNot() {
        assertThat(sinceOf(When.SUSPENDED, ready().changedAt(EARLIER).suspended()))
                .isEqualTo(START);
    }

    @Test
    void aDeletionDoesNot() {
        assertThat(sinceOf(When.DELETING, ready().changedAt(EARLIER).deleting()))
                .isEqualTo(START);
    }

    @Test
    void aLastTransitionInTheFutureDoesNotCount() {
        assertThat(sinceOf(When.FAILING, failed("BuildFailed").changedAt(START.plusSeconds(60))))
                .isEqualTo(START);
    }

    @Test
    void onlyTheFirstRecordOfAUidLooksBack() {
        rules(rule(When.FAILING));
        observe(PODINFO, pending());
        later(ofSeconds(5));
        observe(PODINFO, failed("BuildFailed").changedAt(EARLIER));
        assertThat(lastAlert().since()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void aStaleRecordIsNotTheFirst() {
        rules(rule(When.FAILING));
        delete(PODINFO, 10);
        observe(PODINFO, 9, failed("BuildFailed"));
        observe(PODINFO, 11, failed("BuildFailed").changedAt(EARLIER));
        assertThat(lastAlert().since()).isEqualTo(EARLIER);
    }

    @Test
    void aNewUidErasesWhatWasKnown() {
        rules(rule(When.FAILING));
        observe(PODINFO, ready());
        uid(PODINFO, "another");
        observe(PODINFO, failed("BuildFailed").changedAt(EARLIER));
        assertThat(lastAlert().since()).isEqualTo(EARLIER);
    }

    @Test
    void goneErasesWhatWasKnown() {
        rules(rule(When.FAILING));
        observe(PODINFO, ready());
        delete(PODINFO);
        observe(PODINFO, failed("BuildFailed").changedAt(EARLIER));
        assertThat(lastAlert().since()).isEqualTo(EARLIER);
    }

    @Test
    void aRestoredClusterErasesNothing() {
        rules(rule(When.FAILING));
        observe(PODINFO, 100, ready());
        snapshotStarted("Kustomization", 1, 50);
        observe(PODINFO, 40, failed("BuildFailed").changedAt(EARLIER));
        assertThat(lastAlert().since()).isEqualTo(START);
    }

    @Test
    void aResourceThatWasDownBeforeAnyoneWatchedIsNotGivenAnotherFiveMinutes() {
        observe(PODINFO, failed("BuildFailed").changedAt(EARLIER));
        passes(ofMinutes(3).plusMillis(1));
        assertThat(told()).containsExactly("SustainedFailure firing at 3M");
    }

    @Test
    void retriesMoveTheLastTransitionButNotTheBeginning() {
        observe(PODINFO, failed("BuildFailed").changedAt(EARLIER));
        for (int i = 0; i < 9; i++) {
            later(ofSeconds(20));
            observe(PODINFO, progressing().changedAt(now()));
            observe(PODINFO, failed("BuildFailed").changedAt(now()));
        }
        passes(ofSeconds(1));
        assertThat(told()).containsExactly("SustainedFailure firing at 3M");
    }
}
