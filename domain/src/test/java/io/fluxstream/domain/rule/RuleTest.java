package io.fluxstream.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.domain.resource.ResourceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final ResourceId PODINFO = ResourceId.parse("ottawa/Kustomization/apps/podinfo");
    private static final ResourceId DEMO = ResourceId.parse("ottawa/HelmRelease/default/demo");

    private static final RuleOverride PATIENT_WITH_APPS = new RuleOverride(
            Selector.ALL.withNamespaces(Selector.globs("app*")), Duration.ofMinutes(30), null, null, null, null);
    private static final RuleOverride NEVER_APPS =
            new RuleOverride(Selector.ALL.withNamespaces(Selector.globs("apps")), null, null, null, null, false);

    @Test
    void aSelectorAsksForClusterKindNamespaceAndName() {
        assertThat(Selector.ALL.selects(PODINFO)).isTrue();
        assertThat(Selector.ofKinds("HelmRelease", "Kustom*").selects(PODINFO)).isTrue();
        assertThat(Selector.ofKinds("HelmRelease").selects(PODINFO)).isFalse();
        assertThat(Selector.ALL.withClusters(Selector.globs("robbinsdale")).selects(PODINFO))
                .isFalse();
        assertThat(Selector.ALL.withNamespaces(Selector.globs("apps")).selects(PODINFO))
                .isTrue();
        assertThat(Selector.ALL
                        .withNamespaces(Selector.globs("apps"))
                        .withNames(Selector.globs("mqtt"))
                        .selects(PODINFO))
                .isFalse();
    }

    @Test
    void anOverrideChangesWhatItNamesAndLeavesTheRest() {
        Rule rule = Rule.alert("SustainedFailure")
                .lasting(Duration.ofMinutes(5))
                .repeat(Duration.ofHours(1))
                .overrides(List.of(PATIENT_WITH_APPS))
                .build();
        assertThat(rule.about(DEMO)).isEqualTo(rule);
        assertThat(rule.about(PODINFO))
                .isEqualTo(rule.toBuilder().lasting(Duration.ofMinutes(30)).build());
    }

    @Test
    void theFirstOverrideThatMatchesCounts() {
        Rule rule = Rule.alert("A")
                .overrides(List.of(PATIENT_WITH_APPS, NEVER_APPS))
                .build();
        assertThat(rule.about(PODINFO)).isNotNull();
        Rule other = Rule.alert("A")
                .overrides(List.of(NEVER_APPS, PATIENT_WITH_APPS))
                .build();
        assertThat(other.about(PODINFO)).isNull();
    }

    @Test
    void aRuleThatIsOffCanBeOnForSome() {
        RuleOverride on = new RuleOverride(Selector.ofKinds("Kustomization"), null, null, null, null, true);
        Rule rule = Rule.alert("A").enabled(false).overrides(List.of(on)).build();
        assertThat(rule.about(DEMO)).isNull();
        assertThat(rule.about(PODINFO)).isNotNull();
    }

    @Test
    void aRuleThatRepeatsCanBeSilentForSome() {
        RuleOverride once = new RuleOverride(Selector.ofKinds("Kustomization"), null, Duration.ZERO, null, null, null);
        Rule rule = Rule.alert("A")
                .repeat(Duration.ofHours(1))
                .overrides(List.of(once))
                .build();
        assertThat(rule.about(DEMO)).extracting(Rule::repeat).isEqualTo(Duration.ofHours(1));
        assertThat(rule.about(PODINFO)).extracting(Rule::repeat).isNull();
    }

    @Test
    void anOverrideMatchesOnlyByWhatNeverChanges() {
        assertThatThrownBy(() -> new RuleOverride(
                        Selector.ALL.withReasons(Selector.globs("BuildFailed")), null, null, null, null, false))
                .hasMessage("an override cannot match by labels or reasons");
    }

    @Test
    void flappingBelongsToRulesThatWatchFlapping() {
        assertThatThrownBy(() -> Rule.alert("A").when(When.FLAPPING).build())
                .hasMessage("changes and within belong to rules that watch flapping, but A watches FLAPPING");
        assertThatThrownBy(() -> Rule.alert("A")
                        .flapping(new Flapping(4, Duration.ofMinutes(10)))
                        .build())
                .hasMessageContaining("but A watches FAILING");
    }

    @Test
    void flappingTakesAtLeastTwoChanges() {
        assertThatThrownBy(() -> new Flapping(1, Duration.ofMinutes(10)))
                .hasMessage("changes of flapping must be from 2 to 32, but was 1");
    }
}
