package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffectedTest extends ClusterStory {
    private FluxAlert failureOfFleet() {
        rules(rule(When.FAILING, ofMillis(0), null, "GitRepository"));
        observe(FLEET, failed("FetchFailed"));
        return lastAlert();
    }

    @Test
    void whatNothingRefersToAffectsNothing() {
        observe(PODINFO, ready());
        assertThat(failureOfFleet().affected()).isEmpty();
        assertThat(failureOfFleet().affectedCount()).isZero();
    }

    @Test
    void everythingThatRefersToItTransitivelyInOrder() {
        observe(PODINFO, ready().dependsOn(INFRA));
        observe(INFRA, ready().from(FLEET));
        observe(DEMO, ready().from(FLEET));
        observe(MQTT, ready());
        assertThat(failureOfFleet().affected())
                .containsExactly(DEMO.reference(), PODINFO.reference(), INFRA.reference());
        assertThat(failureOfFleet().affectedCount()).isEqualTo(3);
    }

    @Test
    void atMostFiftyAreNamedAndAllAreCounted() {
        List<Reference> expected = new ArrayList<>();
        for (int i = 10; i < 61; i++) {
            ResourceId resource = ResourceId.parse("ottawa/Kustomization/apps/app-" + i);
            observe(resource, ready().from(FLEET));
            expected.add(resource.reference());
        }
        FluxAlert alert = failureOfFleet();
        assertThat(alert.affected()).isEqualTo(expected.subList(0, 50));
        assertThat(alert.affectedCount()).isEqualTo(51);
    }

    @Test
    void aCycleIsFollowedOnceAndLeavesTheResourceItselfOut() {
        observe(FLEET, ready().dependsOn(PODINFO));
        observe(PODINFO, ready().dependsOn(MQTT));
        observe(MQTT, ready().dependsOn(PODINFO).from(FLEET));
        rules(rule(When.FAILING));
        observe(FLEET, failed("FetchFailed").dependsOn(PODINFO));
        assertThat(lastAlert().affected()).containsExactly(MQTT.reference(), PODINFO.reference());
    }

    @Test
    void whatNoLongerRefersToItIsNotAffected() {
        observe(PODINFO, ready().from(FLEET));
        observe(PODINFO, ready());
        assertThat(failureOfFleet().affected()).isEmpty();
    }

    @Test
    void whatIsGoneIsNotAffected() {
        observe(PODINFO, ready().from(FLEET));
        delete(PODINFO);
        assertThat(failureOfFleet().affected()).isEmpty();
    }

    @Test
    void whatWasReplacedRefersToWhatTheNewOneSays() {
        observe(PODINFO, ready().from(FLEET));
        uid(PODINFO, "another");
        observe(PODINFO, ready().from(CHARTS));
        assertThat(failureOfFleet().affected()).isEmpty();
    }

    @Test
    void itIsWorkedOutWhenTheAlertFiresAndCarried() {
        rules(rule(When.FAILING, ofMinutes(1), ofMinutes(1), "GitRepository"));
        observe(FLEET, failed("FetchFailed"));
        observe(PODINFO, ready().from(FLEET));
        passes(ofSeconds(61));
        observe(MQTT, ready().from(FLEET));
        passes(ofSeconds(61));
        observe(FLEET, ready());
        assertThat(alerts()).hasSize(3).extracting(FluxAlert::affected).containsOnly(List.of(PODINFO.reference()));
    }
}
