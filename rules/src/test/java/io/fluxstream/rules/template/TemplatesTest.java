package io.fluxstream.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.rule.Template;
import io.fluxstream.rules.Subjects;
import io.fluxstream.rules.yaml.Content;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 200,
            value = {
                "just text | just text",
                "{{ .kind }}/{{.name}} | Kustomization/podinfo",
                "{{ .resource }} | ottawa/Kustomization/apps/podinfo",
                "{{ .cluster }} {{ .namespace }} {{ .uid }} {{ .phase }} | ottawa apps uid-1 FAILED",
                "{{ .reason }}: {{ .message }} | BuildFailed: kustomize build failed: no such file",
                "{{ .revision }} {{ .attemptedRevision }} | main@sha1:8d29 main@sha1:8d29",
                "{{ .source }} since {{ .since }} | GitRepository/flux-system/fleet since 2026-11-21T10:03:29.299Z",
                "{{ .labels.team }} | apps",
                "{{ index .labels \"app.kubernetes.io/name\" }} | podinfo",
                "[{{ .labels.tier }}] | []",
                "a } b {{ .name }} } { | a } b podinfo } {",
            })
    void fillsInWhatTheResourceHas(String text, String filled) {
        assertThat(template(text).render(Subjects.podinfo())).isEqualTo(filled);
    }

    @Test
    void aTextCanGoThroughSteps() {
        assertThat(filled("{{ .labels.tier | default \"none\" }}")).isEqualTo("none");
        assertThat(filled("{{ .labels.team | default \"none\" | upper }}")).isEqualTo("APPS");
        assertThat(filled("{{ .kind | lower | trunc 9 }}")).isEqualTo("kustomiza");
    }

    @Test
    void whatAClusterDoesNotHaveIsEmpty() {
        assertThat(template("{{ .cluster }}:{{ .reason }}{{ .message }}{{ .phase }}{{ .source }}{{ .revision }}")
                        .render(Subjects.cluster()))
                .isEqualTo("ottawa:");
    }

    @Test
    void aFilledTextHasAnEndAndHalvesNoCharacter() {
        Subject cluster = Subjects.cluster();
        Subject emoji = new Subject(
                cluster.resource(),
                "",
                null,
                false,
                null,
                "\uD83D\uDE80".repeat(1_500),
                null,
                null,
                Map.of(),
                cluster.dependsOn(),
                null,
                cluster.conditions(),
                cluster.since());

        assertThat(template("{{ .message }}{{ .message }}").render(emoji)).isEqualTo("\uD83D\uDE80".repeat(2_048));
        assertThat(template("{{ .message | trunc 3 }}").render(emoji)).isEqualTo("\uD83D\uDE80".repeat(3));
    }

    private static String filled(String text) {
        return template(text).render(Subjects.podinfo());
    }

    private static Template template(String text) {
        Findings findings = new Findings("rules.yaml");
        Scalar scalar = new Scalar(new Place("summary", 1, 1), Scalar.Type.TEXT, text, new Content.OnOneLine(0));
        Template template = Templates.parse(scalar, findings)
                .orElseThrow(() -> new AssertionError(findings.mistakes().toString()));
        assertThat(template.text()).isEqualTo(text);
        return template;
    }
}
