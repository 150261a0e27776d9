package io.fluxstream.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.watcher.kubernetes.KindPlan.Check;
import io.fluxstream.watcher.kubernetes.KindPlan.Discover;
import io.fluxstream.watcher.kubernetes.KindPlan.Pause;
import io.fluxstream.watcher.kubernetes.KindPlan.Snapshot;
import io.fluxstream.watcher.kubernetes.KindPlan.Step;
import io.fluxstream.watcher.kubernetes.KindPlan.Watch;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is decided for one kind, without any I/O. */
class KindPlanTest {
    private static final CallFailure REFUSED = CallFailure.of(503, "Service Unavailable", null);

    private KindPlan plan = new KindPlan(0, Timing.DEFAULT, new SplittableRandom(7));

    @Test
    void takesASnapshotWhenNothingIsKnown() {
        assertThat(plan.start()).isEqualTo(new Discover());
        assertThat(plan.discovered()).isEqualTo(new Snapshot());
        assertThat(plan.listed(100))
                .isInstanceOfSatisfying(
                        Watch.class, watch -> assertThat(watch.from()).isEqualTo(100));
    }

    @Test
    void checksTheClusterBeforeItResumes() {
        plan = new KindPlan(50, Timing.DEFAULT, new SplittableRandom(7));
        plan.start();
        assertThat(plan.discovered()).isEqualTo(new Check());
        assertThat(plan.checked(true, 50)).isInstanceOf(Watch.class);
    }

    @Test
    void takesASnapshotOfAnotherClusterOrOfOneThatWentBack() {
        plan = new KindPlan(50, Timing.DEFAULT, new SplittableRandom(7));
        plan.start();
        plan.discovered();
        assertThat(plan.checked(false, 60)).isEqualTo(new Snapshot());
        assertThat(plan.checked(true, 49)).isEqualTo(new Snapshot());
    }

    @Test
    void takesASnapshotOnceWhatItKnewIsForgotten() {
        plan = new KindPlan(50, Timing.DEFAULT, new SplittableRandom(7));
        plan.start();
        plan.forget();
        assertThat(plan.discovered()).isEqualTo(new Snapshot());
        plan = new KindPlan(50, Timing.DEFAULT, new SplittableRandom(7));
        plan.start();
        assertThat(plan.discovered()).isEqualTo(new Check());
        plan.forget();
        assertThat(plan.checked(true, 60)).isEqualTo(new Snapshot());
    }

    @Test
    void hasCaughtUpOnceTheCollectionsVersionIsReached() {
        watching(100);
        plan.collectionIsAt(103);
        assertThat(plan.hasCaughtUp()).isFalse();
        plan.reached(102);
        assertThat(plan.hasCaughtUp()).isFalse();
        plan.reached(103);
        assertThat(plan.hasCaughtUp()).isTrue();
    }

    @Test
    void hasCaughtUpAtOnceWhenNothingHappened() {
        watching(100);
        plan.collectionIsAt(100);
        assertThat(plan.hasCaughtUp()).isTrue();
    }

    @Test
    void asksForShortWatchesUntilItHasCaughtUpAndForLongOnesThen() {
        Step first = watching(100);
        assertThat(lasting(first)).isEqualTo(Duration.ofSeconds(3));
        assertThat(lasting(plan.closed(false))).isEqualTo(Duration.ofSeconds(6));
        plan.collectionIsAt(100);
        assertThat(lasting(plan.closed(false))).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(60));
        assertThat(plan.hasCaughtUp()).isTrue();
    }

    @Test
    void listsAnewAtOnceWhenTheServerHasForgottenButNotTwiceInARow() {
        watching(100);
        plan.reached(101);
        assertThat(plan.expired()).isEqualTo(new Snapshot());
        plan.listed(200);
        assertThat(plan.expired())
                .isInstanceOfSatisfying(
                        Pause.class, pause -> assertThat(pause.then()).isEqualTo(new Snapshot()));
    }

    @Test
    void waitsFiveSecondsAndThenWithFullJitterUpToAMinute() {
        watching(100);
        assertThat(delay(plan.failed(REFUSED))).isEqualTo(Duration.ofSeconds(5));
        for (int i = 0; i < 50; i++) {
            assertThat(delay(plan.failed(REFUSED))).isBetween(Duration.ofMillis(1), Duration.ofSeconds(60));
        }
        plan.reached(101);
        assertThat(delay(plan.failed(REFUSED))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void checksAfterAFailureOfAWatchAndListsAfterOneOfAList() {
        watching(100);
        assertThat(then(plan.failed(REFUSED))).isEqualTo(new Check());
        plan.resume(new Snapshot());
        assertThat(then(plan.failed(REFUSED))).isEqualTo(new Snapshot());
    }

    @Test
    void discoversAgainWhenTheKindIsNotFound() {
        watching(100);
        assertThat(then(plan.failed(CallFailure.of(404, "Not Found", null)))).isEqualTo(new Discover());
    }

    @Test
    void waitsAsLongAsIsAskedButNotForEver() {
        watching(100);
        assertThat(delay(plan.failed(CallFailure.of(429, "", Duration.ofSeconds(30)))))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(delay(plan.failed(CallFailure.of(429, "", Duration.ofDays(30)))))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void losesWhatItCaughtUpWithWhenTheWatchFailsOrIsHeldBack() {
        watching(100);
        plan.collectionIsAt(100);
        plan.failed(REFUSED);
        assertThat(plan.hasCaughtUp()).isFalse();
        assertThat(plan.error()).contains("503");
        watching(100);
        plan.collectionIsAt(100);
        assertThat(plan.heldBackTooLong()).isInstanceOf(Watch.class);
        assertThat(plan.hasCaughtUp()).isFalse();
    }

    @Test
    void backsOffFromAServerThatClosesAtOnce() {
        watching(100);
        assertThat(plan.closed(true)).isInstanceOf(Pause.class);
    }

    private Step watching(long version) {
        plan.start();
        plan.discovered();
        return plan.listed(version);
    }

    private static Duration lasting(Step step) {
        return ((Watch) step).lasting();
    }

    private static Duration delay(Step step) {
        return ((Pause) step).delay();
    }

    private static Step then(Step step) {
        return ((Pause) step).then();
    }
}
