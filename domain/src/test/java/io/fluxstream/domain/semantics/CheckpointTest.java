package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.engine.Effect.CheckpointDue;
import org.junit.jupiter.api.Test;

class CheckpointTest extends ClusterStory {
    private void snapshot(String kind, long number) {
        snapshotStarted(kind, number);
        snapshotCompleted(kind, number, 0);
    }

    @Test
    void oneIsDueAtACompletedSnapshot() {
        observe(DEMO, ready());
        snapshot("Kustomization", 1);
        assertThat(checkpoints()).containsExactly(new CheckpointDue(OTTAWA, 3, START, 0, "", "s1", "Kustomization", 1));
        assertThat(effects().get(effects().size() - 1)).isInstanceOf(CheckpointDue.class);
    }

    @Test
    void noneIsDueAtAVoidOne() {
        snapshotStarted("Kustomization", 1);
        snapshotCompleted("Kustomization", 1, 5);
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void theNextIsDueAnHourLaterAtTheEarliest() {
        snapshot("Kustomization", 1);
        snapshot("HelmRelease", 2);
        later(ofMinutes(59));
        snapshot("Kustomization", 3);
        later(ofMinutes(1));
        snapshot("HelmRelease", 4);
        assertThat(checkpoints()).extracting(CheckpointDue::snapshot).containsExactly(1L, 4L);
    }
}
