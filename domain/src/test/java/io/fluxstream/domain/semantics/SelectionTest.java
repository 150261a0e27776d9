package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.rule.Expression;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleOverride;
import io.fluxstream.domain.rule.Selector;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.rule.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SelectionTest extends ClusterStory {
    private static Rule.Builder failing() {
        return Rule.alert("FAILING").lasting(ofMinutes(5));
    }

    private static Expression expression(Predicate<Subject> holds) {
        return new Expression() {
            @Override
            public boolean holds(Subject subject) {
                return holds.test(subject);
            }

            @Override
            public String text() {
                return "as the test has it";
            }
        };
    }

    private static Template template(Function<Subject, String> text) {
        return new Template() {
            @Override
            public String render(Subject subject) {
                return text.apply(subject);
            }

            @Override
            public String text() {
                return "as the test has it";
            }
        };
    }

    private static Selector reasons(String... patterns) {
        return Selector.ALL.withReasons(Selector.globs(patterns));
    }

    @Test
    void aRuleConcernsOnlyWhatItSelectsByClusterKindNamespaceAndName() {
        rules(
                failing()
                        .selector(Selector.ALL.withClusters(Selector.globs("robb*")))
                        .build(),
                Rule.alert("Apps")
                        .selector(Selector.ofKinds("Kust*")
                                .withNamespaces(Selector.globs("apps"))
                                .withNames(Selector.globs("p*")))
                        .build());
        observe(PODINFO, failed("BuildFailed"));
        observe(MQTT, failed("BuildFailed"));
        observe(INFRA, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(PODINFO);
    }

    @Test
    void anOverrideGivesOtherTermsToWhatItMatches() {
        RuleOverride apps = new RuleOverride(
                Selector.ALL.withNamespaces(Selector.globs("apps")),
                ofMinutes(1),
                ofMinutes(2),
                null,
                Severity.CRITICAL,
                null);
        rules(failing().overrides(List.of(apps)).build());
        observe(PODINFO, failed("BuildFailed"));
        observe(INFRA, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(told())
                .containsExactly(
                        "FAILING firing at 1M",
                        "FAILING repeated at 3M",
                        "FAILING repeated at 5M",
                        "FAILING firing at 5M");
        assertThat(alerts())
                .extracting(FluxAlert::severity)
                .containsExactly(Severity.CRITICAL, Severity.CRITICAL, Severity.CRITICAL, Severity.ERROR);
    }

    @Test
    void aRuleThatIsNotEnabledSaysNothing() {
        RuleOverride infra =
                new RuleOverride(Selector.ALL.withNames(Selector.globs("infra")), null, null, null, null, true);
        rules(failing().enabled(false).overrides(List.of(infra)).build());
        observe(PODINFO, failed("BuildFailed"));
        observe(INFRA, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(INFRA);
    }

    @Test
    void aReasonIsAskedWhenTheAlertIsDue() {
        rules(failing().selector(reasons("Health*")).build());
        observe(PODINFO, failed("BuildFailed"));
        observe(MQTT, failed("HealthCheckFailed"));
        later(ofMinutes(4));
        observe(PODINFO, failed("HealthCheckFailed"));
        observe(MQTT, failed("BuildFailed"));
        passes(ofMinutes(2));
        assertThat(alerts()).extracting(FluxAlert::resource).containsExactly(PODINFO);
        assertThat(told()).containsExactly("FAILING firing at 5M");
    }

    @Test
    void whatDoesNotHoldThenIsAskedAgainAtEachLaterObservation() {
        rules(failing().selector(reasons("HealthCheckFailed")).build());
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(6));
        observe(PODINFO, failed("BuildFailed"));
        assertThat(told()).isEmpty();
        later(ofMinutes(1));
        observe(PODINFO, failed("HealthCheckFailed"));
        assertThat(told()).containsExactly("FAILING firing at 7M");
    }

    @Test
    void whatHoldsWhileTheKindIsNotLiveIsHeld() {
        rules(failing().selector(reasons("HealthCheckFailed")).build());
        heartbeat(live("Kustomization"));
        observe(PODINFO, failed("BuildFailed").changedAt(START.minusSeconds(600)));
        later(ofMinutes(1));
        observe(PODINFO, failed("HealthCheckFailed"));
        assertThat(told()).isEmpty();
        later(ofSeconds(30));
        heartbeat(live("Kustomization"));
        assertThat(told()).containsExactly("FAILING firing at 1M");
    }

    @Test
    void onceFiredAnAlertEndsWithItsEpisodeWhateverTheReason() {
        rules(failing().selector(reasons("BuildFailed")).build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        observe(PODINFO, failed("HealthCheckFailed"));
        later(ofMinutes(1));
        observe(PODINFO, ready());
        assertThat(told()).containsExactly("FAILING firing at 5M", "FAILING resolved at 7M");
    }

    @Test
    void theReasonIsThatOfTheLastFailureAndTheLabelsAreThoseOfNow() {
        rules(failing()
                .selector(reasons("BuildFailed")
                        .withLabels(Map.of("team", Selector.globs("apps").get(0))))
                .build());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, progressing().labelled("team", "apps"));
        passes(ofMinutes(6));
        assertThat(told()).containsExactly("FAILING firing at 5M");
    }

    @Test
    void anotherValueOfALabelIsNotMeant() {
        rules(failing()
                .selector(Selector.ALL.withLabels(
                        Map.of("team", Selector.globs("apps").get(0))))
                .build());
        observe(PODINFO, failed("BuildFailed").labelled("team", "infra"));
        observe(MQTT, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(told()).isEmpty();
    }

    @Test
    void anExpressionIsShownTheResourceAndWhatTheAlertWouldSay() {
        List<Subject> shown = new ArrayList<>();
        rules(failing().condition(expression(shown::add)).build());
        observe(PODINFO, failed("BuildFailed", "one").attempted("main@sha1:2").dependsOn(INFRA));
        observe(PODINFO, waiting().labelled("team", "apps").from(FLEET));
        passes(ofMinutes(6));
        assertThat(told()).containsExactly("FAILING firing at 5M");
        assertThat(shown).isNotEmpty().allSatisfy(subject -> {
            assertThat(subject.resource()).isEqualTo(PODINFO);
            assertThat(subject.phase()).isEqualTo(Phase.WAITING);
            assertThat(subject.reason()).isEqualTo("BuildFailed");
            assertThat(subject.message()).isEqualTo("one");
            assertThat(subject.revision()).isEqualTo("main@sha1:2");
            assertThat(subject.labels()).containsExactly(Map.entry("team", "apps"));
            assertThat(subject.source()).isEqualTo(FLEET.reference());
            assertThat(subject.conditions()).hasSize(2);
            assertThat(subject.since()).isEqualTo(START);
        });
    }

    @Test
    void whatAnExpressionDoesNotHoldForIsNotAlerted() {
        rules(failing()
                .condition(expression(subject -> subject.conditions().isEmpty()))
                .build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(told()).isEmpty();
    }

    @Test
    void theRulesLabelsAndAnnotationsAreThoseAtTheFiringAndStay() {
        rules(failing()
                .repeat(ofMinutes(10))
                .labels(Map.of("page", "apps"))
                .annotations(Map.of("summary", template(subject -> subject.reason() + " of " + subject.resource())))
                .build());
        observe(PODINFO, failed("BuildFailed").labelled("team", "apps"));
        passes(ofMinutes(6));
        observe(PODINFO, failed("HealthCheckFailed"));
        passes(ofMinutes(10));
        observe(PODINFO, ready());
        assertThat(alerts()).hasSize(3).allSatisfy(alert -> {
            assertThat(alert.labels()).isEqualTo(Map.of("team", "apps"));
            assertThat(alert.ruleLabels()).isEqualTo(Map.of("page", "apps"));
            assertThat(alert.annotations()).isEqualTo(Map.of("summary", "BuildFailed of " + PODINFO));
        });
    }

    @Test
    void annotationsAreCutLikeMessages() {
        rules(failing()
                .annotations(Map.of("long", template(subject -> "x".repeat(3_000))))
                .build());
        observe(PODINFO, failed("BuildFailed"));
        passes(ofMinutes(6));
        assertThat(lastAlert().annotations().get("long")).hasSize(1_024);
    }
}
