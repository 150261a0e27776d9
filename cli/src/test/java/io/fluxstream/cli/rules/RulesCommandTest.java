package io.fluxstream.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.FluxStream;
import io.fluxstream.rules.BuiltInRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void aFileWithoutMistakesIsSummedUp() throws IOException {
        Path file = file("rules.yaml", BuiltInRules.text());

        assertThat(run("rules", "check", file.toString())).isEqualTo(ExitCodes.DONE);

        assertThat(out.toString())
                .isEqualTo(file + ": 5 rules, sha256 "
                        + BuiltInRules.ruleSet().hash().substring(0, 16) + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyMistakeOfEveryFileIsSaid() throws IOException {
        Path good = file("good.yaml", "groups: [{name: a, rules: [{alert: A, when: failing}]}]");
        Path bad = file("bad.yaml", "groups: [{name: a, rules: [{alert: A, when: failng, for: 5 minutes}]}]");

        assertThat(run("rules", "check", good.toString(), bad.toString())).isEqualTo(ExitCodes.NO);

        assertThat(out.toString()).contains(good + ": 1 rule, sha256 ").contains(bad + ": 2 mistakes");
        assertThat(err.toString().lines())
                .containsExactly(
                        bad
                                + ":1:45: groups[0].rules[0].when: must be one of failing, waiting, progressing, pending, deleting,"
                                + " suspended, lost, flapping, unreachable, but was \"failng\"; did you mean failing?",
                        bad
                                + ":1:58: groups[0].rules[0].for: must be a duration such as 30s, 5m or 1h30m, at most 10y, but"
                                + " was \"5 minutes\"; did you mean 5m?");
    }

    @Test
    void warningsCountAsMistakesOnlyIfAskedTo() throws IOException {
        Path file = file("rules.yaml", "groups: [{name: a, rules: [{alert: A, when: failing, kinds: [HelmReleas]}]}]");

        assertThat(run("rules", "check", file.toString())).isEqualTo(ExitCodes.DONE);
        assertThat(run("rules", "check", "--strict", file.toString())).isEqualTo(ExitCodes.NO);

        assertThat(err.toString())
                .startsWith("warning: " + file
                        + ":1:62: groups[0].rules[0].kinds[0]: is no kind of Flux; did you mean HelmRelease?");
    }

    @Test
    void testsThatPassAndTestsThatFailAreCounted() throws IOException {
        Path file = file("rules.test.yaml", """
                tests:
                  - name: a failure is told at once
                    resources: {Kustomization/apps/podinfo: 0s ready; 2m failed}
                    events: [2m ReadyLost firing Kustomization/apps/podinfo]
                  - name: a failure is told for ever
                    resources: {Kustomization/apps/podinfo: 0s ready; 2m failed; 3m ready}
                    alerts: [{at: 3m, active: [{alert: ReadyLost}]}]
                """);

        assertThat(run("rules", "test", file.toString())).isEqualTo(ExitCodes.NO);

        assertThat(out.toString()).isEqualToNormalizingNewlines(file + "\n" + """
                  ok    a failure is told at once
                  FAIL  a failure is told for ever (line 5)
                          line 7: the active alerts at 3m:
                            - ReadyLost
                          what was told of alerts:
                              2m ReadyLost firing Kustomization/apps/podinfo
                              3m ReadyLost resolved Kustomization/apps/podinfo recovered
                1 passed, 1 failed
                """.indent(0));
    }

    @Test
    void testsOfAFileWithMistakesAreNotRun() throws IOException {
        file("rules.yaml", "groups: [{name: a, rules: [{alert: A}]}]");
        Path file = file("rules.test.yaml", """
                rules: rules.yaml
                tests: [{name: a, events: []}]
                """);

        assertThat(run("rules", "test", file.toString())).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("rules.yaml:1:28: groups[0].rules[0].when: must be there: one of failing");
        assertThat(out.toString().strip()).isEqualTo("0 passed, 0 failed");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThat(run("rules", "check", "/no/such.yaml")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("rules", "test", "/no/such.yaml")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("rules", "show", "schemas")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("rules", "chek", "x")).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString().lines())
                .containsExactly(
                        "flux-stream rules check: there is no rule file /no/such.yaml",
                        "flux-stream rules test: there is no file of tests /no/such.yaml",
                        "flux-stream rules show: nothing that ships is called \"schemas\"; say one of built-in, schema, test-schema",
                        "flux-stream rules: unknown argument chek; did you mean check?; see flux-stream rules --help");
    }

    @Test
    void whatShipsCanBePrinted() {
        assertThat(run("rules", "show", "built-in")).isEqualTo(ExitCodes.DONE);

        assertThat(out.toString()).isEqualTo(BuiltInRules.text());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private int run(String... arguments) {
        return FluxStream.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
