package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.ready;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.Flapping;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.Selector;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.transition.RulesActivated;
import org.junit.jupiter.api.Test;

class RuleChangeTest extends ClusterStory {
    private static Rule.Builder failing(String name) {
        return Rule.alert(name).lasting(ofMinutes(5));
    }

    @Test
    void theFirstRecordIsPrecededByTheRulesThatJudgeIt() {
        observe(PODINFO, ready());
        assertThat(effects().get(0)).isEqualTo(new Effect.Activated(new RulesActivated(OTTAWA, 0, "", 1, START)));
    }

    @Test
    void theFirstRecordJudgedByOtherRulesIsPrecededByThem() {
        observe(PODINFO, ready());
        observe(PODINFO, ready());
        rulesBecome(failing("A").build());
        later(ofMinutes(1));
        fromHereOn();
        observe(PODINFO, ready());
        assertThat(activations()).containsExactly(new RulesActivated(OTTAWA, 1, "hash1", 3, START));
    }

    @Test
    void everyRecordCountsStaleOnesAndOtherSessionsToo() {
        sessionStarted("s1");
        observe(PODINFO, 5, ready());
        observe(PODINFO, 4, ready());
        speakAs("s0");
        observe(PODINFO, ready());
        rulesBecome(failing("A").build());
        fromHereOn();
        observe(PODINFO, ready());
        assertThat(activations()).extracting(RulesActivated::record).containsExactly(5L);
        assertThat(dropped()).containsExactly(Effect.Dropped.Reason.OTHER_SESSION);
    }

    @Test
    void theSameRulesAreTakenUpOnce() {
        rulesBecome(failing("A").build());
        observe(PODINFO, ready());
        observe(PODINFO, ready());
        assertThat(activations()).hasSize(1);
    }

    @Test
    void alertsOfARemovedRuleAreResolvedFirst() {
        rules(failing("A").build(), failing("B").build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        rulesBecome(failing("B").build());
        later(ofMinutes(1));
        fromHereOn();
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).containsExactly("A resolved at 6M");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RULE_REMOVED);
        assertThat(effects().get(0)).isInstanceOf(Effect.Activated.class);
        assertThat(effects().get(1)).isInstanceOf(Effect.Alerted.class);
    }

    @Test
    void aRuleThatNoLongerConcernsTheResourceIsRemovedForIt() {
        rules(failing("A").build());
        observe(PODINFO, failed("BuildFailed"));
        observe(DEMO, failed("BuildFailed"));
        passes(ofMinutes(6));
        rulesBecome(failing("A").selector(Selector.ofKinds("HelmRelease")).build());
        fromHereOn();
        passes(ofMinutes(1));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(PODINFO);
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RULE_REMOVED);
    }

    @Test
    void whatDidNotFireIsForgottenWithItsRule() {
        rules(failing("A").build());
        observe(PODINFO, failed("BuildFailed"));
        rulesBecome();
        passes(ofMinutes(6));
        assertThat(told()).isEmpty();
    }

    @Test
    void aChangedRuleOfTheSameNameKeepsItsOpenAlerts() {
        rules(failing("A").build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        rulesBecome(failing("A").lasting(ofHours(1)).severity(Severity.INFO).build());
        passes(ofMinutes(1));
        observe(PODINFO, ready());
        assertThat(told()).containsExactly("A firing at 5M", "A resolved at 7M");
        assertThat(alerts()).extracting(FluxAlert::severity).containsOnly(Severity.ERROR);
        assertThat(alerts()).extracting(FluxAlert::rules).containsOnly(0L);
    }

    @Test
    void everyAlertNamesTheRevisionItWasRaisedBy() {
        rulesBecome(failing("A").build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        rulesBecome(failing("A").build(), failing("B").build());
        observe(PODINFO, ready());
        assertThat(alerts()).extracting(FluxAlert::rules).containsOnly(1L);
    }

    @Test
    void aNewRuleCountsFromTheTrueBeginningOfAnEpisode() {
        rules();
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(3));
        rulesBecome(failing("A").build());
        passes(ofMinutes(3));
        assertThat(told()).containsExactly("A firing at 5M");
    }

    @Test
    void aNewRuleWhoseTimeHasComeAlreadyFiresAtTheMomentItIsTakenUp() {
        rules();
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(30));
        rulesBecome(failing("A").build());
        fromHereOn();
        passes(ofMinutes(1));
        assertThat(told()).containsExactly("A firing at 30M");
        assertThat(lastAlert().since()).isEqualTo(START);
    }

    @Test
    void aRecoveryAtThatVeryInstantWins() {
        rules();
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(30));
        rulesBecome(failing("A").build());
        observe(PODINFO, ready());
        passes(ofMinutes(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void aNewRuleKnowsWhatWasLost() {
        rules();
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(MQTT, failed("BuildFailed"));
        rulesBecome(rule(When.LOST));
        passes(ofMinutes(1));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(PODINFO);
    }

    @Test
    void anotherForCountsFromTheBeginningToo() {
        rules(failing("A").build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(2));
        rulesBecome(failing("A").lasting(ofMinutes(1)).build());
        passes(ofMinutes(1));
        assertThat(told()).containsExactly("A firing at 2M");
    }

    @Test
    void anotherRepeatCountsOnFromTheLastEventAndOnlyWhatIsStillToCome() {
        rules(failing("A").repeat(ofHours(1)).build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(31));
        rulesBecome(failing("A").repeat(ofMinutes(10)).build());
        passes(ofMinutes(10));
        assertThat(told()).containsExactly("A firing at 5M", "A repeated at 35M");
    }

    @Test
    void whatWasRefusedIsAskedAgain() {
        rules(failing("A")
                .selector(Selector.ALL.withReasons(Selector.globs("Other")))
                .build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        rulesBecome(failing("A").build());
        passes(ofMinutes(1));
        assertThat(told()).containsExactly("A firing at 6M");
    }

    @Test
    void whatIsHeldBackIsResolvedWithItsRule() {
        rules(failing("A").keepFiringFor(ofHours(1)).build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        observe(PODINFO, ready());
        rulesBecome();
        passes(ofMinutes(1));
        assertThat(told()).containsExactly("A firing at 5M", "A resolved at 6M");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RULE_REMOVED);
    }

    @Test
    void theAlertOfAClusterThatCannotBeReachedEndsWithItsRuleToo() {
        rules(rule(When.UNREACHABLE));
        heartbeat(live("Kustomization"));
        passes(ofMinutes(1));
        rulesBecome();
        passes(ofSeconds(1));
        assertThat(told()).containsExactly("UNREACHABLE firing at 15S", "UNREACHABLE resolved at 1M");
    }

    @Test
    void aNewRuleOnFlappingKnowsTheChangesAndOpensWithTheNext() {
        rules();
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        rulesBecome(Rule.alert("FLAPPING")
                .when(When.FLAPPING)
                .flapping(new Flapping(3, ofMinutes(10)))
                .build());
        passes(ofMinutes(1));
        assertThat(told()).isEmpty();
        observe(PODINFO, ready());
        assertThat(told()).containsExactly("FLAPPING firing at 1M");
    }
}
