package io.fluxstream.rules.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.rule.Expression;
import io.fluxstream.rules.Subjects;
import io.fluxstream.rules.yaml.Content;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Mistake;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Value.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    private final Findings findings = new Findings("rules.yaml");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster == 'ottawa' && kind == 'Kustomization' && namespace == 'apps' && name == 'podinfo'",
                "uid == 'uid-1' && phase == 'FAILED' && !suspended",
                "reason == 'BuildFailed' && message.contains('no such file')",
                "revision == attemptedRevision && revision.startsWith('main@')",
                "labels.team == 'apps' && labels['app.kubernetes.io/name'] == 'podinfo'",
                "has(labels.team) && !has(labels.tier)",
                "'team' in labels",
                "dependsOn.exists(d, d.endsWith('/infra')) && size(dependsOn) == 1",
                "source == 'GitRepository/flux-system/fleet'",
                "conditions.Ready.status == 'False' && conditions['Ready'].reason == reason",
                "message.matches('no such (file|directory)')",
                "name.upperAscii() == 'PODINFO' && name.substring(0, 3) == 'pod'",
                "cluster in ['ottawa', 'robbinsdale']",
                "size(name) > 3 ? true : false",
                "labels.tier == 'front' || name == 'podinfo'"
            })
    void looksAtTheResource(String text) {
        assertThat(compiled(text).holds(Subjects.podinfo())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels.tier == 'front'",
                "labels.tier != 'front'",
                "conditions.Stalled.status == 'True'",
                "1 / (size(name) - 7) == 1",
                "name.substring(5, 99) == 'x'",
                "name.matches(labels.team + '(')",
                "[1,2,3,4,5,6,7,8,9,0].all(a, [1,2,3,4,5,6,7,8,9,0].all(b, [1,2,3,4,5,6,7,8,9,0].all(c, [1,2,3,4,5,6,7,8,9,0].all(d, a + b + c + d >= 0))))"
            })
    void whatCannotBeWorkedOutDoesNotHold(String text) {
        assertThat(compiled(text).holds(Subjects.podinfo())).isFalse();
    }

    @Test
    void ofAClusterEverythingButItsNameIsEmpty() {
        assertThat(compiled("cluster == 'ottawa' && kind == 'Cluster' && phase == '' && reason == '' && source == ''"
                                + " && size(labels) == 0 && size(dependsOn) == 0 && size(conditions) == 0")
                        .holds(Subjects.cluster()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp('2026-01-01T00:00:00Z') < timestamp('2027-01-01T00:00:00Z')",
                "duration('1s') == duration('1s')",
                "now() == 1",
                "dyn(name) == 1",
                "message.replace('', 'aaaaaaaaaa') == ''",
                "name == 1",
                "labels.team",
                "labels.team.x == 'a'",
                "dependsOn == 'a'",
                "suspended == 'true'",
                "name.matches('[')"
            })
    void whatNeedsAClockGrowsOrFitsNoTypeIsRefused(String text) {
        Expressions.compile(scalar(text), findings);

        assertThat(findings.hasMistakes()).isTrue();
    }

    @Test
    void anExpressionThatIsTooLongIsRefused() {
        Expressions.compile(scalar("name == '" + "x".repeat(2_048) + "'"), findings);

        assertThat(findings.mistakes())
                .extracting(Mistake::message)
                .singleElement()
                .asString()
                .contains("2048");
    }

    @Test
    void twoOfTheSameTextAreTheSame() {
        assertThat(compiled("suspended")).isEqualTo(compiled("suspended")).isNotEqualTo(compiled("!suspended"));
    }

    private Expression compiled(String text) {
        Expression expression = Expressions.compile(scalar(text), findings)
                .orElseThrow(() -> new AssertionError(findings.mistakes().toString()));
        assertThat(expression.text()).isEqualTo(text);
        return expression;
    }

    private static Scalar scalar(String text) {
        return new Scalar(new Place("expr", 1, 1), Scalar.Type.TEXT, text, new Content.OnOneLine(0));
    }
}
