package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxClusterStatus.KindStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterRowTest extends ClusterStory {
    @Test
    void aHeartbeatWritesTheClustersRow() {
        observe(PODINFO, ready());
        observe(MQTT, ready());
        delete(MQTT);
        later(ofSeconds(1));
        sessionStarted("s2");
        heartbeat(live("HelmRelease"), down("Bucket", "forbidden"));
        later(ofSeconds(1));
        heartbeat(live("HelmRelease"), down("Bucket", "forbidden"));
        assertThat(clusterRow())
                .isEqualTo(new FluxClusterStatus(
                        OTTAWA,
                        START.plusSeconds(2),
                        "s2",
                        false,
                        List.of(
                                new KindStatus("Bucket", false, START.plusSeconds(1), 0, "forbidden"),
                                new KindStatus("HelmRelease", true, START.plusSeconds(17), 0, null),
                                new KindStatus("Kustomization", true, null, 1, null))));
    }

    @Test
    void beforeAnySessionTheRowNamesNone() {
        heartbeat(live("Kustomization"));
        assertThat(clusterRow().session()).isNull();
        assertThat(clusterRow().live()).isTrue();
    }

    @Test
    void theStartOfASessionWritesIt() {
        sessionStarted("s2");
        assertThat(clusterRow()).isEqualTo(new FluxClusterStatus(OTTAWA, START, "s2", true, List.of()));
    }

    @Test
    void aCompletedSnapshotWritesItAfterTheMissingAreGone() {
        observe(PODINFO, ready());
        snapshotStarted("Kustomization", 1);
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(clusterRow().kinds()).containsExactly(new KindStatus("Kustomization", true, null, 0, null));
    }

    @Test
    void aVoidSnapshotWritesItToo() {
        snapshotCompleted("Kustomization", 1, 3);
        assertThat(clusterRow().kinds()).extracting(KindStatus::kind).containsExactly("Kustomization");
    }

    @Test
    void otherRecordsDoNot() {
        observe(PODINFO, ready());
        delete(PODINFO);
        snapshotStarted("Kustomization", 1);
        assertThat(effects()).noneMatch(Effect.ClusterChanged.class::isInstance);
    }

    @Test
    void aKindIsLiveUntilItsLeaseEnds() {
        heartbeat(live("Kustomization"));
        later(ofSeconds(15));
        snapshotCompleted("Receiver", 1, 0);
        assertThat(clusterRow().live()).isTrue();
        later(ofMillis(1));
        snapshotCompleted("Receiver", 1, 0);
        assertThat(clusterRow().live()).isFalse();
    }

    @Test
    void aKindThatNoHeartbeatEverCalledLiveIsNot() {
        heartbeat(live("HelmRelease"), down("Bucket", "forbidden"));
        assertThat(clusterRow().live()).isFalse();
        assertThat(clusterRow().kinds()).contains(new KindStatus("Bucket", false, START, 0, "forbidden"));
        heartbeat(live("HelmRelease"), live("Bucket"));
        assertThat(clusterRow().live()).isTrue();
    }

    @Test
    void theErrorIsThatOfTheNewestHeartbeat() {
        heartbeat(down("Kustomization", "forbidden"), down("HelmRelease", "not found"));
        later(ofSeconds(5));
        heartbeat(down("Kustomization", "connection refused"));
        assertThat(clusterRow().kinds())
                .extracting(KindStatus::kind, KindStatus::error)
                .containsExactly(tuple("HelmRelease", null), tuple("Kustomization", "connection refused"));
    }

    @Test
    void aKindWithoutResourcesStaysKnown() {
        observe(PODINFO, ready());
        delete(PODINFO);
        later(ofDays(8));
        heartbeat();
        assertThat(clusterRow().kinds()).containsExactly(new KindStatus("Kustomization", true, null, 0, null));
    }
}
