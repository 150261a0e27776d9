package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import org.junit.jupiter.api.Test;

class UnreachableTest extends ClusterStory {
    @Test
    void aClusterWhoseLeaseRanOutIsUnreachableFromItsEnd() {
        heartbeat(live("Kustomization"));
        passes(ofMinutes(6));
        assertThat(told()).containsExactly("ClusterUnreachable firing at 5M15S");
        assertThat(lastAlert().since()).isEqualTo(START.plusSeconds(15));
    }

    @Test
    void theClusterItselfIsTheResource() {
        heartbeat(live("Kustomization"), live("HelmRelease"));
        later(ofSeconds(10));
        heartbeat(live("HelmRelease"), down("Kustomization", "connection refused"));
        passes(ofMinutes(6));
        FluxAlert alert = lastAlert();
        assertThat(alert.resource()).isEqualTo(THE_CLUSTER);
        assertThat(alert.resource()).hasToString("ottawa/Cluster//ottawa");
        assertThat(alert.uid()).isEmpty();
        assertThat(alert.reason()).isEqualTo("LeaseExpired");
        assertThat(alert.message()).isEqualTo("HelmRelease: no heartbeat; Kustomization: connection refused");
        assertThat(alert.revision()).isNull();
        assertThat(alert.rootCause()).isNull();
        assertThat(alert.affected()).isEmpty();
        assertThat(alert.labels()).isEmpty();
    }

    @Test
    void itsIdIsMadeOfEmptyUidAndVersion() {
        heartbeat(live("Kustomization"));
        passes(ofMinutes(6));
        assertThat(lastAlert().id()).isEqualTo("10dc79d5f6ef4852");
        assertThat(lastAlert().incident()).isEqualTo("a840b58a78704327");
    }

    @Test
    void theFirstLeaseToRunOutDecides() {
        heartbeat(live("Kustomization"), live("HelmRelease"));
        later(ofSeconds(10));
        heartbeat(live("HelmRelease"), down("Kustomization"));
        passes(ofMinutes(6));
        assertThat(lastAlert().since()).isEqualTo(START.plusSeconds(15));
    }

    @Test
    void aKindThatTheNewestHeartbeatDoesNotNameDoesNotCount() {
        heartbeat(live("Kustomization"), live("HelmRelease"));
        later(ofSeconds(10));
        heartbeat(live("HelmRelease"));
        later(ofSeconds(10));
        heartbeat(live("HelmRelease"));
        passes(ofMinutes(6));
        assertThat(lastAlert().since()).isEqualTo(START.plusSeconds(35));
    }

    @Test
    void aClusterWithoutHeartbeatsIsNeverUnreachable() {
        observe(PODINFO, ready());
        passes(ofHours(5));
        assertThat(told()).isEmpty();
    }

    @Test
    void itIsOverWhenAllKindsAreLiveAgain() {
        heartbeat(live("Kustomization"), live("HelmRelease"));
        later(ofMinutes(6));
        heartbeat(live("Kustomization"), down("HelmRelease"));
        assertThat(told()).containsExactly("ClusterUnreachable firing at 5M15S");
        later(ofSeconds(1));
        heartbeat(live("Kustomization"), live("HelmRelease"));
        assertThat(told()).containsExactly("ClusterUnreachable firing at 5M15S", "ClusterUnreachable resolved at 6M1S");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(lastAlert().message()).isEqualTo("HelmRelease: no heartbeat; Kustomization: no heartbeat");
    }

    @Test
    void itIsNeverHeldAndRepeatsOneByOne() {
        heartbeat(live("Kustomization"));
        passes(ofMinutes(130));
        assertThat(told())
                .containsExactly(
                        "ClusterUnreachable firing at 5M15S",
                        "ClusterUnreachable repeated at 1H5M15S",
                        "ClusterUnreachable repeated at 2H5M15S");
    }

    @Test
    void aShortSilenceIsNoAlert() {
        heartbeat(live("Kustomization"));
        later(ofMinutes(5));
        heartbeat(live("Kustomization"));
        passes(ofSeconds(10));
        assertThat(told()).isEmpty();
    }

    @Test
    void theLeaseMustHaveRunOutStrictlyBefore() {
        rules(rule(When.UNREACHABLE));
        heartbeat(live("Kustomization"));
        later(ofSeconds(15));
        heartbeat(live("Kustomization"));
        assertThat(told()).isEmpty();
        later(ofMillis(15_001));
        heartbeat(live("Kustomization"));
        assertThat(told()).containsExactly("UNREACHABLE firing at 30S", "UNREACHABLE resolved at 30.001S");
    }

    @Test
    void itOpensBeforeOtherTimersOfTheSameTime() {
        rules(rule(When.FAILING, ofSeconds(15), null), rule(When.UNREACHABLE));
        heartbeat(live("HelmRelease"));
        observe(PODINFO, failed("BuildFailed"));
        observe(ResourceId.parse("ottawa/Alpha/a/a"), failed("BuildFailed"));
        passes(ofSeconds(16));
        assertThat(alerts())
                .extracting(alert -> alert.resource().kind())
                .containsExactly("Alpha", "Cluster", "Kustomization");
    }

    @Test
    void anotherSilenceIsAnotherEpisode() {
        rules(rule(When.UNREACHABLE));
        heartbeat(live("Kustomization"));
        later(ofSeconds(20));
        heartbeat(live("Kustomization"));
        passes(ofSeconds(20));
        assertThat(told())
                .containsExactly(
                        "UNREACHABLE firing at 15S", "UNREACHABLE resolved at 20S", "UNREACHABLE firing at 35S");
        assertThat(alerts().get(0).id()).isNotEqualTo(alerts().get(2).id());
    }

    @Test
    void rulesForOtherKindsDoNotConcernTheCluster() {
        rules(rule(When.UNREACHABLE, ofSeconds(0), null, "Kustomization"));
        heartbeat(live("Kustomization"));
        passes(ofMinutes(1));
        assertThat(told()).isEmpty();
    }
}
