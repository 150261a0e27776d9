package io.fluxstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.rule.Flapping;
import io.fluxstream.domain.rule.Glob;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleOverride;
import io.fluxstream.domain.rule.Selector;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.When;
import io.fluxstream.rules.yaml.Mistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {
    private static final String MINIMAL = """
            groups:
              - name: apps
                rules:
                  - {alert: A, when: failing}
            """;

    @TempDir
    Path directory;

    @Test
    void everythingThatAFileSaysIsInItsRules() {
        RuleFile.Loaded file = loaded(RuleFile.read(Path.of("src/test/resources/examples/everything.yaml")));

        assertThat(file.warnings()).isEmpty();
        assertThat(file.rules().revision()).isEqualTo(12);
        assertThat(file.rules().rules()).extracting(Rule::alert).containsExactly("AppFailing", "Flaps", "Gone");
        Rule rule = file.rules().rules().get(0);
        assertThat(rule.when()).isEqualTo(When.FAILING);
        assertThat(rule.lasting()).isEqualTo(Duration.ofMinutes(10));
        assertThat(rule.repeat()).isEqualTo(Duration.ofHours(4));
        assertThat(rule.keepFiringFor()).isEqualTo(Duration.ofSeconds(150));
        assertThat(rule.selector())
                .isEqualTo(new Selector(
                        Selector.globs("prod-*"),
                        Selector.globs("Kustomization", "HelmRelease"),
                        Selector.globs("apps", "team-?"),
                        Selector.globs("*"),
                        Map.of("tier", new Glob("front*")),
                        Selector.globs("*Failed")));
        assertThat(rule.condition()).isNotNull();
        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.labels()).isEqualTo(Map.of("page", "yes", "app.example.com/owner", "apps"));
        assertThat(rule.annotations()).containsOnlyKeys("summary", "runbook");
        assertThat(rule.overrides())
                .containsExactly(
                        new RuleOverride(
                                Selector.ALL.withNamespaces(Selector.globs("team-a")),
                                Duration.ofMinutes(30),
                                null,
                                null,
                                Severity.WARNING,
                                null),
                        new RuleOverride(
                                Selector.ALL.withClusters(Selector.globs("prod-lab")), null, null, null, null, false),
                        new RuleOverride(
                                Selector.ALL.withNames(Selector.globs("canary")),
                                null,
                                Duration.ZERO,
                                null,
                                null,
                                null));
        assertThat(file.rules().rules().get(1).flapping()).isEqualTo(new Flapping(4, Duration.ofMinutes(30)));
    }

    @Test
    void whatIsLeftOutHasNoEffect() {
        Rule rule = loaded(RuleFile.parse("r.yaml", MINIMAL)).rules().rules().get(0);

        assertThat(rule)
                .isEqualTo(Rule.alert("A")
                        .when(When.FAILING)
                        .severity(Severity.WARNING)
                        .build());
    }

    @Test
    void twoReadingsOfAFileAreTheSameRules() {
        Path file = Path.of("src/test/resources/examples/everything.yaml");

        assertThat(loaded(RuleFile.read(file)).rules())
                .isEqualTo(loaded(RuleFile.read(file)).rules());
    }

    @Test
    void theHashIsThatOfTheTextWhateverItsLineEnds() {
        RuleFile.Loaded unix = loaded(RuleFile.parse("r.yaml", MINIMAL));
        RuleFile.Loaded windows = loaded(RuleFile.parse("r.yaml", '\uFEFF' + MINIMAL.replace("\n", "\r\n")));
        RuleFile.Loaded other = loaded(RuleFile.parse("r.yaml", MINIMAL + "# a comment\n"));

        assertThat(unix.rules().hash()).isEqualTo("3d4dd3377a8b93ad5c85085c3a538086fdf5c9026b83b6355f021e0b8455b97a");
        assertThat(windows.rules().hash()).isEqualTo(unix.rules().hash());
        assertThat(windows.text()).isEqualTo(MINIMAL);
        assertThat(other.rules().hash()).isNotEqualTo(unix.rules().hash());
        assertThat(unix.rules().revision()).isZero();
    }

    @Test
    void anAliasStandsForACopy() {
        RuleFile.Loaded file = loaded(RuleFile.parse("r.yaml", """
                groups:
                  - name: apps
                    rules:
                      - {alert: A, when: failing, namespaces: &ours [apps, infra]}
                      - {alert: B, when: waiting, namespaces: *ours}
                """));

        assertThat(file.rules().rules())
                .extracting(rule -> rule.selector().namespaces())
                .containsOnly(Selector.globs("apps", "infra"));
    }

    @Test
    void aliasesOfAliasesDoNotFillTheMemory() {
        StringBuilder text = new StringBuilder("groups:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("  - &a" + i + " [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }

        assertThat(said(RuleFile.parse("r.yaml", text.toString())))
                .anyMatch(
                        line -> line.contains("must be at most 200000 values, aliases counted as what they stand for"));
    }

    @Test
    void aFileThatIsTooLongIsNotRead() {
        assertThat(said(RuleFile.parse("r.yaml", MINIMAL + "#".repeat(600_000))))
                .containsExactly("r.yaml: must be at most 524288 characters, but has 600068");
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsAMistake() throws Exception {
        Path missing = directory.resolve("missing.yaml");
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path control =
                Files.write(directory.resolve("control.yaml"), "groups: \u0001".getBytes(StandardCharsets.UTF_8));

        assertThat(said(RuleFile.read(missing))).containsExactly(missing + ": does not exist");
        assertThat(said(RuleFile.read(binary))).containsExactly(binary + ": is not UTF-8 text");
        assertThat(said(RuleFile.read(control)).get(0)).startsWith(control + ": is not YAML: ");
        assertThat(said(RuleFile.read(directory)).get(0)).startsWith(directory + ": cannot be read");
    }

    private static RuleFile.Loaded loaded(RuleFile file) {
        return file.match(loaded -> loaded, mistakes -> {
            throw new AssertionError(mistakes.mistakes().toString());
        });
    }

    private static List<String> said(RuleFile file) {
        return file.match(loaded -> List.<Mistake>of(), RuleFile.Mistakes::mistakes).stream()
                .map(Mistake::toString)
                .toList();
    }
}
