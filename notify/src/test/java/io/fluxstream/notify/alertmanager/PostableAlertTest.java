package io.fluxstream.notify.alertmanager;

import static io.fluxstream.notify.Samples.NOON;
import static io.fluxstream.notify.Samples.firing;
import static io.fluxstream.notify.Samples.repeated;
import static io.fluxstream.notify.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.notify.http.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostableAlertTest {
    private static final Instant NOW = NOON.plusSeconds(310);

    @Test
    void labelsSayWhatItIsAboutAndWhatTheRuleAndTheResourceAdd() {
        assertThat(postable(firing("a1")).labels())
                .containsExactly(
                        entry("alertname", "SustainedFailure"),
                        entry("app_kubernetes_io_name", "podinfo"),
                        entry("cluster", "ottawa"),
                        entry("exported_name", "clashes"),
                        entry("kind", "Kustomization"),
                        entry("name", "app-a1"),
                        entry("namespace", "flux-system"),
                        entry("page", "apps"),
                        entry("severity", "error"));
    }

    @Test
    void allEventsOfAnAlertHaveTheSameLabelsAndBeginning() {
        PostableAlert first = postable(firing("a1"));
        assertThat(postable(repeated("a1", 3)).labels()).isEqualTo(first.labels());
        assertThat(postable(resolved("a1", NOON.plusSeconds(400))).labels()).isEqualTo(first.labels());
        assertThat(postable(resolved("a1", NOON.plusSeconds(400))).startsAt()).isEqualTo(first.startsAt());
    }

    @Test
    void whatFiresEndsWellAfterNow() {
        assertThat(postable(firing("a1")).endsAt()).isAfterOrEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void whatIsResolvedEndsWhenItWas() {
        assertThat(postable(resolved("a1", NOON.plusSeconds(400))).endsAt()).isEqualTo(NOON.plusSeconds(400));
    }

    @Test
    void annotationsSayWhatHappenedUnlessTheRuleSaysItBetter() {
        assertThat(postable(firing("a1")).annotations())
                .containsOnlyKeys(
                        "affected",
                        "alert_id",
                        "description",
                        "incident",
                        "message",
                        "reason",
                        "revision",
                        "root_cause",
                        "runbook_url",
                        "summary")
                .containsEntry("summary", "SustainedFailure: ottawa/Kustomization/flux-system/app-a1 (BuildFailed)")
                .containsEntry("root_cause", "GitRepository/flux-system/fleet (missing)")
                .containsEntry("affected", "Kustomization/flux-system/apps and 2 more");
        assertThat(postable(cluster(Map.of("summary", "the rule's own"))).annotations())
                .containsEntry("summary", "the rule's own")
                .doesNotContainKeys("description", "root_cause", "affected");
    }

    @Test
    void aClusterHasNoNamespace() {
        assertThat(postable(cluster(Map.of())).labels())
                .containsEntry("cluster", "ottawa")
                .containsEntry("kind", "Cluster")
                .doesNotContainKey("namespace");
    }

    @Test
    void theGeneratorUrlIsFilledIn() {
        AlertmanagerTarget target = target("https://flux.example/{cluster}/{kind}/{namespace}/{name}?alert={id}");
        assertThat(PostableAlert.of(firing("a&1"), target, NOW).generatorUrl())
                .isEqualTo("https://flux.example/ottawa/Kustomization/flux-system/app-a%261?alert=a%261");
    }

    @Test
    void aGeneratorUrlThatCannotBeOneIsRefused() {
        assertThatThrownBy(() -> target("https://flux.example/{resource}"))
                .hasMessageContaining("generatorURL: {resource} is not known; known are {cluster}");
        assertThatThrownBy(() -> target("flux.example/{id}")).hasMessageContaining("must begin with https://");
    }

    private static FluxAlert cluster(Map<String, String> annotations) {
        return new FluxAlert(
                "c1",
                "i1",
                "ClusterUnreachable",
                Action.FIRING,
                0,
                Severity.ERROR,
                ResourceId.ofCluster("ottawa"),
                "",
                null,
                null,
                null,
                NOON,
                NOON,
                null,
                null,
                List.of(),
                0,
                Map.of(),
                Map.of(),
                annotations,
                0);
    }

    private static PostableAlert postable(FluxAlert alert) {
        return PostableAlert.of(alert, target(null), NOW);
    }

    private static AlertmanagerTarget target(@Nullable String generatorUrl) {
        return new AlertmanagerTarget(
                Endpoint.at(URI.create("http://127.0.0.1:9093")), AlertmanagerTarget.DEFAULT_REFRESH, generatorUrl);
    }
}
