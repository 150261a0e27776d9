package io.fluxstream.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.cli.FluxStream;
import io.fluxstream.it.rig.NeedsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Alerts, their pages and the dashboards, as far as no Prometheus is needed for it. */
class MonitoringTest {
    private static final Path RUNBOOKS =
            Overlay.DEPLOY.resolve("../docs/runbooks").normalize();
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}\\./flux-stream ([^|&\\n]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]+)");

    @Test
    void everyAlertLinksToItsPageAndEveryPageHasAnAlert() throws IOException {
        List<String> alerts = Monitoring.alerts().stream()
                .map(alert -> alert.path("alert").asText())
                .toList();
        for (JsonNode alert : Monitoring.alerts()) {
            String name = alert.path("alert").asText();
            assertThat(alert.at("/annotations/runbook_url").asText()).endsWith("/docs/runbooks/" + name + ".md");
            assertThat(Files.readString(RUNBOOKS.resolve(name + ".md")))
                    .startsWith("# " + name + "\n")
                    .contains("\n## What it means\n", "\n## How to look\n", "\n## What to do\n");
            assertThat(Files.readString(RUNBOOKS.resolve("README.md"))).contains("[" + name + "](" + name + ".md)");
        }
        try (var pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(name -> !name.equals("README")))
                    .containsExactlyInAnyOrderElementsOf(alerts);
        }
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatHappened() {
        for (JsonNode alert : Monitoring.alerts()) {
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(alert.at("/annotations/summary").asText()).endsWith(".");
            assertThat(alert.at("/annotations/description").asText()).endsWith(".");
        }
    }

    @Test
    void everyCommandOfARunbookIsOneThatFluxStreamTakes() throws IOException {
        for (JsonNode alert : Monitoring.alerts()) {
            Path page = RUNBOOKS.resolve(alert.path("alert").asText() + ".md");
            var commands = COMMAND.matcher(Files.readString(page));
            while (commands.find()) {
                String[] arguments = commands.group(1).trim().split(" +");
                assertThatCode(() -> new CommandLine(new FluxStream())
                                .setCaseInsensitiveEnumValuesAllowed(true)
                                .parseArgs(arguments))
                        .as("%s: %s", page.getFileName(), commands.group(1))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void everyPanelIsExplainedAndAsksTheChosenDataSource() {
        Set<String> uids = new HashSet<>();
        for (JsonNode dashboard : Monitoring.dashboards()) {
            assertThat(uids.add(dashboard.path("uid").asText())).isTrue();
            Set<String> variables = new HashSet<>(Set.of("__rate"));
            dashboard
                    .at("/templating/list")
                    .forEach(variable -> variables.add(variable.path("name").asText()));
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : Monitoring.panels(dashboard)) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                assertThat(panel.path("description").asText()).endsWith(".");
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(panel.path("targets")).isNotEmpty();
                for (JsonNode target : panel.path("targets")) {
                    assertThat(VARIABLE.matcher(target.path("expr").asText()).results())
                            .allMatch(variable -> variables.contains(variable.group(1)));
                }
            }
        }
    }

    @Test
    @NeedsProgram("promtool")
    void promtoolFindsNoFaultInTheRules(@TempDir Path directory) {
        assertThat(Program.run(
                        "",
                        "promtool",
                        "check",
                        "rules",
                        Monitoring.writeRules(directory).toString()))
                .contains("SUCCESS: " + Monitoring.alerts().size() + " rules found");
    }

    @Test
    @NeedsProgram("promtool")
    void everyAlertFiresWhenItShouldAndOnlyThen(@TempDir Path directory) throws IOException {
        Monitoring.writeRules(directory);
        Path source = Monitoring.DIRECTORY.resolve("tests/prometheus-rule.test.yaml");
        Path test = Files.copy(source, directory.resolve("test.yaml"));

        assertThat(Program.run("", "promtool", "test", "rules", test.toString()))
                .contains("SUCCESS");
        for (JsonNode alert : Monitoring.alerts()) {
            assertThat(Files.readString(source))
                    .contains("alertname: " + alert.path("alert").asText() + "}")
                    .containsPattern("(exp_samples|exp_alerts)(?s:.)*"
                            + alert.path("alert").asText());
        }
    }
}
