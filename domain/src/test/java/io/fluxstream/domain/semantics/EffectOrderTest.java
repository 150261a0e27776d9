package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.pending;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.When;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectOrderTest extends ClusterStory {
    private List<String> kinds() {
        return effects().stream()
                .map(effect -> effect.match(new Effect.Cases<String>() {
                    @Override
                    public String checkpoint(Effect.CheckpointDue due) {
                        return "checkpoint";
                    }

                    @Override
                    public String activated(Effect.Activated activated) {
                        return "rules";
                    }

                    @Override
                    public String transition(Effect.Transitioned transitioned) {
                        return "transition of "
                                + transitioned.transition().resource().name();
                    }

                    @Override
                    public String alert(Effect.Alerted alerted) {
                        return alerted.alert().rule() + ' '
                                + alerted.alert().action().wireName() + " of "
                                + alerted.alert().resource().name();
                    }

                    @Override
                    public String resource(Effect.ResourceChanged changed) {
                        return "row of " + changed.resource().name();
                    }

                    @Override
                    public String cluster(Effect.ClusterChanged changed) {
                        return "row of the cluster";
                    }

                    @Override
                    public String dropped(Effect.Dropped dropped) {
                        return "dropped";
                    }
                }))
                .toList();
    }

    @Test
    void dueTimersComeFirstThenResolutionsTheTransitionFiringsAndRows() {
        rules(rule(When.WAITING), rule(When.FAILING), rule(When.PENDING, ofMinutes(1), null));
        observe(PODINFO, waiting());
        observe(MQTT, pending());
        later(ofMinutes(2));
        fromHereOn();
        observe(PODINFO, failed("BuildFailed"));
        assertThat(kinds())
                .containsExactly(
                        "PENDING firing of mqtt",
                        "WAITING resolved of podinfo",
                        "transition of podinfo",
                        "FAILING firing of podinfo",
                        "row of podinfo");
    }

    @Test
    void severalResolutionsComeInTheOrderOfResourceAndRule() {
        rules(
                rule(When.FAILING),
                Rule.alert("Second")
                        .when(When.FAILING)
                        .lasting(ofMillis(0))
                        .severity(Severity.INFO)
                        .build(),
                rule(When.PROGRESSING));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, progressing());
        observe(MQTT, failed("BuildFailed"));
        snapshotStarted("Kustomization", 1);
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(kinds())
                .containsExactly(
                        "FAILING resolved of mqtt",
                        "Second resolved of mqtt",
                        "FAILING resolved of podinfo",
                        "Second resolved of podinfo",
                        "PROGRESSING resolved of podinfo",
                        "transition of mqtt",
                        "transition of podinfo",
                        "row of mqtt",
                        "row of podinfo",
                        "row of the cluster",
                        "checkpoint");
    }

    @Test
    void severalFiringsComeInTheOrderOfTheRules() {
        rules(
                rule(When.LOST),
                rule(When.FAILING),
                Rule.alert("Third")
                        .when(When.LOST)
                        .lasting(ofMillis(0))
                        .severity(Severity.INFO)
                        .build());
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        assertThat(alerts()).extracting(FluxAlert::rule).containsExactly("LOST", "FAILING", "Third");
    }

    @Test
    void whatIsReleasedComesInTheOrderOfResourceRuleAndSequence() {
        rules(rule(When.PROGRESSING, ofMinutes(3), null), rule(When.FAILING, ofMinutes(1), ofMinutes(1)));
        heartbeat(live("Kustomization"));
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, progressing());
        observe(MQTT, failed("BuildFailed"));
        later(ofMinutes(4));
        fromHereOn();
        heartbeat(live("Kustomization"));
        assertThat(kinds())
                .containsExactly(
                        "FAILING firing of mqtt",
                        "FAILING repeated of mqtt",
                        "PROGRESSING firing of podinfo",
                        "FAILING firing of podinfo",
                        "FAILING repeated of podinfo",
                        "row of the cluster");
    }

    @Test
    void theSignOfADroppedRecordComesLast() {
        observe(MQTT, failed("BuildFailed"));
        later(ofMinutes(6));
        fromHereOn();
        snapshotCompleted("Kustomization", 1, 0);
        assertThat(kinds()).containsExactly("SustainedFailure firing of mqtt", "row of the cluster", "dropped");
    }

    @Test
    void theSameRecordsGiveTheSameEffects() {
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(effects()).isEqualTo(effects());
    }
}
