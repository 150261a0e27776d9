package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.Played;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What controllers write, on real API servers, and what becomes of it in topics and workflows. */
@NeedsPipeline
class StatusesIT {
    private static final String REASON = "ReconciliationFailed";
    private static final String MESSAGE = "Deployment/default/podinfo dry-run failed (Invalid) after 1.5s";

    private final Pipeline pipeline;
    private final Fleet robbinsdale;
    private final Fleet ottawa;
    private final Fleet stpetersburg;

    StatusesIT(Pipeline pipeline) {
        this.pipeline = pipeline;
        robbinsdale = pipeline.fleet("robbinsdale");
        ottawa = pipeline.fleet("ottawa");
        stpetersburg = pipeline.fleet("stpetersburg");
    }

    @BeforeEach
    void everythingBeforeHasSettled() {
        pipeline.settles();
    }

    @Test
    void reconcilingIsNoNewsAndAFailureThatIsRetriedIsLostOnce() {
        Played app = robbinsdale.kustomization("reconciled").succeedsAt("main@sha1:1111111");
        app.reconciles().reconciles();
        pipeline.settles();
        assertThat(alertsOf(app)).isEmpty();
        assertThat(phasesOf(app)).containsExactly(Phase.READY);

        app.failsWith(REASON, MESSAGE).failsWith(REASON, MESSAGE).failsWith(REASON, MESSAGE);
        app.succeedsAt("main@sha1:2222222");
        pipeline.settles();
        assertThat(alertsOf(app, "ReadyLost")).containsExactly("ReadyLost firing", "ReadyLost resolved");
        assertThat(phasesOf(app)).containsExactly(Phase.READY, Phase.FAILED, Phase.READY);
    }

    @Test
    void aFailureThatOutlastsItsTimeIsSustainedUntilItRecovers() {
        Played app = ottawa.kustomization("sustained").succeedsAt("main@sha1:1111111");
        awaitAlert(app, "SustainedFailure firing", () -> app.failsWith(REASON, MESSAGE));
        app.succeedsAt("main@sha1:2222222");
        pipeline.settles();
        assertThat(alertsOf(app))
                .containsExactly(
                        "ReadyLost firing",
                        "SustainedFailure firing",
                        "ReadyLost resolved",
                        "SustainedFailure resolved");
    }

    @Test
    void aSourceThatFailsIsAnAlertAndWhatComesOfItWaits() {
        Played source = stpetersburg.gitRepository("fleet").succeedsAt("main@sha1:1111111");
        Played app = stpetersburg.kustomization("of-a-source").succeedsAt("main@sha1:1111111");
        pipeline.settles();
        source.failsWith("GitOperationFailed", "failed to checkout: connection refused");
        app.waitsFor("ArtifactFailed", "Source artifact not found, retrying in 30s");
        pipeline.settles();
        assertThat(alertsOf(source, "SourceNotReady")).containsExactly("SourceNotReady firing");
        assertThat(alertsOf(app)).isEmpty();
        assertThat(answered(pipeline.agreement().workflows().active(), source.id())
                        .path("affected")
                        .toString())
                .contains("Kustomization/flux-system/of-a-source");

        source.succeedsAt("main@sha1:2222222");
        app.succeedsAt("main@sha1:2222222");
        pipeline.settles();
        assertThat(alertsOf(source, "SourceNotReady"))
                .containsExactly("SourceNotReady firing", "SourceNotReady resolved");
        assertThat(phasesOf(app)).containsExactly(Phase.READY, Phase.WAITING, Phase.READY);
    }

    @Test
    void dependentsWaitAndAreBlamedOnNobody() {
        robbinsdale.kustomization("infra").succeedsAt("main@sha1:1111111");
        Played app = robbinsdale.kustomization("dependent", "infra").succeedsAt("main@sha1:1111111");
        app.waitsFor("DependencyNotReady", "dependency 'flux-system/infra' revision is not up to date");
        app.succeedsAt("main@sha1:2222222");
        pipeline.settles();
        assertThat(alertsOf(app)).isEmpty();
        assertThat(phasesOf(app)).containsExactly(Phase.READY, Phase.WAITING, Phase.READY);
    }

    @Test
    void aFailureEndsWithSuspensionAndStartsAfreshAfterIt() {
        Played app = ottawa.kustomization("suspended").succeedsAt("main@sha1:1111111");
        app.failsWith(REASON, MESSAGE);
        app.isSuspended(true);
        pipeline.settles();
        assertThat(lastAlertOf(app)).matches(alert -> alert.resolution() == FluxAlert.Resolution.SUSPENDED);

        app.isSuspended(false);
        app.failsWith(REASON, MESSAGE);
        app.succeedsAt("main@sha1:1111111");
        pipeline.settles();
        assertThat(phasesOf(app))
                .containsExactly(Phase.READY, Phase.FAILED, Phase.SUSPENDED, Phase.FAILED, Phase.READY);
    }

    @Test
    void aDeletionEndsAFailureOnceTheFinalizerIsGone() {
        Played app = stpetersburg.kustomization("deleted").succeedsAt("main@sha1:1111111");
        app.hasFinalizer(true).failsWith(REASON, MESSAGE);
        app.isDeleted();
        pipeline.settles();
        assertThat(alertsOf(app)).doesNotContain("ReadyLost resolved");

        app.hasFinalizer(false);
        pipeline.settles();
        assertThat(lastAlertOf(app)).matches(alert -> alert.resolution() == FluxAlert.Resolution.DELETED);
        assertThat(pipeline.agreement().verdicts("stpetersburg").rows()).doesNotContainKey(app.id());
    }

    @Test
    void whatHasNoReadyConditionIsNeverAnAlert() {
        Played charts = ottawa.ociHelmRepository("oci-charts");
        pipeline.settles();
        assertThat(phasesOf(charts)).containsExactly(Phase.STATIC);
        assertThat(alertsOf(charts)).isEmpty();
    }

    @Test
    void anAlertOfWhichSomebodyKnowsSaysSoInBothWorkflows() {
        Played app = robbinsdale.kustomization("known").succeedsAt("main@sha1:1111111");
        app.failsWith(REASON, MESSAGE);
        pipeline.settles();
        Workflows workflows = pipeline.agreement().workflows();
        workflows.acknowledge("robbinsdale", lastAlertOf(app).id(), "kim", "rolling back");
        Eventually.holds(
                "the acknowledgement is answered",
                () -> assertThat(Stream.of(workflows.active(), workflows.alerts("robbinsdale"))
                                .map(alerts ->
                                        answered(alerts, app.id()).at("/ack/by").asText()))
                        .containsExactly("kim", "kim"));
        app.succeedsAt("main@sha1:1111111");
        pipeline.settles();
    }

    private void awaitAlert(Played app, String event, Runnable retry) {
        Eventually.holds(event + " of " + app.id(), () -> {
            retry.run();
            assertThat(alertsOf(app)).contains(event);
        });
    }

    private static JsonNode answered(List<JsonNode> alerts, ResourceId resource) {
        return alerts.stream()
                .filter(alert -> alert.path("name").asText().equals(resource.name())
                        && alert.path("kind").asText().equals(resource.kind())
                        && alert.path("cluster").asText().equals(resource.cluster()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no alert about " + resource + " in " + alerts));
    }

    private List<String> alertsOf(Played played) {
        return pipeline.agreement().alertsOf(played.id());
    }

    private List<String> alertsOf(Played played, String rule) {
        return alertsOf(played).stream().filter(event -> event.startsWith(rule)).toList();
    }

    private FluxAlert lastAlertOf(Played played) {
        return pipeline.agreement().verdicts(played.id().cluster()).alerts().stream()
                .filter(alert -> alert.resource().equals(played.id()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no alert about " + played.id()));
    }

    private List<Phase> phasesOf(Played played) {
        return pipeline.agreement().phasesOf(played.id());
    }
}
