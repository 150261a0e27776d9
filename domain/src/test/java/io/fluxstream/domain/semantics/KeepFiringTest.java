package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.When;
import org.junit.jupiter.api.Test;

class KeepFiringTest extends ClusterStory {
    private static Rule.Builder kept() {
        return Rule.alert("FAILING").lasting(ofMinutes(1)).keepFiringFor(ofMinutes(10));
    }

    private void failsAndRecovers() {
        observe(PODINFO, failed("BuildFailed", "one"));
        passes(ofMinutes(2));
        observe(PODINFO, ready());
    }

    @Test
    void theResolutionIsHeldBackForThatLong() {
        rules(kept().build());
        failsAndRecovers();
        passes(ofMinutes(10));
        assertThat(told()).containsExactly("FAILING firing at 1M");
        passes(ofSeconds(1));
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING resolved at 12M");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(lastAlert().message()).isEqualTo("one");
    }

    @Test
    void anEpisodeThatOpensInBetweenContinuesTheAlert() {
        rules(kept().build());
        failsAndRecovers();
        later(ofMinutes(5));
        observe(PODINFO, failed("HealthCheckFailed", "two"));
        passes(ofMinutes(30));
        observe(PODINFO, ready());
        passes(ofMinutes(11));
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING resolved at 47M");
        assertThat(alerts()).extracting(FluxAlert::id).containsOnly(lastAlert().id());
        assertThat(alerts()).extracting(FluxAlert::since).containsOnly(START);
        assertThat(lastAlert().message()).isEqualTo("two");
    }

    @Test
    void anEpisodeThatOpensAtTheVeryInstantOfTheResolutionContinuesIt() {
        rules(kept().build());
        failsAndRecovers();
        later(ofMinutes(10));
        observe(PODINFO, failed("BuildFailed"));
        passes(ofHours(1));
        assertThat(told()).containsExactly("FAILING firing at 1M");
    }

    @Test
    void afterTheResolutionAnotherEpisodeIsAnotherAlert() {
        rules(kept().build());
        failsAndRecovers();
        passes(ofMinutes(11));
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(2));
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING resolved at 12M", "FAILING firing at 14M");
    }

    @Test
    void nothingIsRepeatedInBetween() {
        rules(kept().repeat(ofMinutes(4)).build());
        failsAndRecovers();
        later(ofMinutes(9));
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(3));
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING repeated at 13M");
    }

    @Test
    void whatDidNotFireIsNotKept() {
        rules(kept().build());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        passes(ofHours(1));
        observe(PODINFO, failed("BuildFailed"));
        passes(ofSeconds(30));
        assertThat(told()).isEmpty();
    }

    @Test
    void aDeletionEndsItAtOnce() {
        rules(kept().build());
        failsAndRecovers();
        delete(PODINFO);
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING resolved at 2M");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.DELETED);
    }

    @Test
    void aDeletionOfWhatFailsIsNotHeldBackEither() {
        rules(kept().build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(2));
        delete(PODINFO);
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING resolved at 2M");
    }

    @Test
    void aSuspensionEndsItAtOnce() {
        rules(kept().build());
        failsAndRecovers();
        later(ofMinutes(1));
        observe(PODINFO, ready().suspended());
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING resolved at 3M");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.SUSPENDED);
    }

    @Test
    void anotherUidEndsItAtOnce() {
        rules(kept().build());
        failsAndRecovers();
        uid(PODINFO, "another");
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(2));
        assertThat(told()).containsExactly("FAILING firing at 1M", "FAILING resolved at 2M", "FAILING firing at 3M");
        assertThat(alerts().get(1).resolution()).isEqualTo(Resolution.REPLACED);
    }

    @Test
    void aResolutionOutsideTheLeaseWaitsUntilTheKindIsLiveAgain() {
        rules(kept().lasting(ofSeconds(0)).keepFiringFor(ofMinutes(1)).build());
        heartbeat(live("Kustomization"));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        passes(ofMinutes(5));
        assertThat(told()).containsExactly("FAILING firing at 0S");
        heartbeat(live("Kustomization"));
        assertThat(told()).containsExactly("FAILING firing at 0S", "FAILING resolved at 1M");
    }

    @Test
    void aClusterThatIsLostAgainContinuesItsAlert() {
        rules(Rule.alert("GONE")
                .when(When.UNREACHABLE)
                .keepFiringFor(ofMinutes(10))
                .build());
        heartbeat(live("Kustomization"));
        later(ofMinutes(1));
        heartbeat(live("Kustomization"));
        passes(ofMinutes(2));
        heartbeat(live("Kustomization"));
        for (int i = 0; i < 61; i++) {
            later(ofSeconds(10));
            heartbeat(live("Kustomization"));
        }
        assertThat(told()).containsExactly("GONE firing at 15S", "GONE resolved at 13M");
    }
}
