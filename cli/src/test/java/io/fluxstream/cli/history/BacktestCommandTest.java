package io.fluxstream.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.FluxStream;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void printsExactlyTheAlertEventsOfTheRecording() throws Exception {
        assertThat(run("backtest", "--recording", "bundled", "-o", "json")).isEqualTo(ExitCodes.DONE);

        List<String> printed = out.toString().lines().toList();
        List<String> expected = expected();
        assertThat(printed).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            JsonNode event = JSON.readTree(printed.get(i));
            JSON.readTree(expected.get(i))
                    .properties()
                    .forEach(field -> assertThat(event.path(field.getKey()))
                            .as(field.getKey() + " of " + event)
                            .isEqualTo(field.getValue()));
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void showsATableOfTheRules() {
        assertThat(run("backtest", "--recording", "bundled", "--suggest-for")).isEqualTo(ExitCodes.DONE);

        assertThat(out.toString())
                .startsWith("1,246 records of 1 cluster, from 2026-11-21T09:57:35Z to 2026-11-21T10:17:28Z;"
                        + " 10 alerts in 19m52s")
                .containsPattern("SustainedFailure +2 +144\\.9 +1 +1 ")
                .contains("SUGGESTED FOR");
    }

    @Test
    void theSameRulesMakeNoDifference() {
        assertThat(run("backtest", "--recording", "bundled", "--diff", "built-in", "--fail-on", "new>0"))
                .isEqualTo(ExitCodes.DONE);

        assertThat(out.toString()).containsPattern("ReadyLost +0 +0 +0 +0 +4");
    }

    @Test
    void failsABuildThatSaysOnWhat() {
        assertThat(run("backtest", "--recording", "bundled", "--fail-on", "alerts:ReadyLost>=4"))
                .isEqualTo(ExitCodes.NO);

        assertThat(err.toString()).isEqualToIgnoringNewLines("flux-stream backtest: failed on alerts:ReadyLost>=4: 4");
    }

    @Test
    void judgesWhatWasSimulated() {
        String file = directory.resolve("fleet.fluxlog").toString();
        assertThat(run("simulate", "--clusters", "2", "--resources", "20", "--for", "12h", file))
                .as(err.toString())
                .isEqualTo(ExitCodes.DONE);
        assertThat(run("backtest", "--recording", file, "--cluster", "ottawa")).isEqualTo(ExitCodes.DONE);

        assertThat(out.toString()).contains("records of 2 clusters, from 2026-06-01T00:00:00Z");
    }

    @Test
    void writesAPageThatHoldsAllItShows() throws Exception {
        Path page = directory.resolve("report.html");
        assertThat(run("backtest", "--recording", "bundled", "--diff", "built-in", "--report", page.toString()))
                .as(err.toString())
                .isEqualTo(ExitCodes.DONE);

        String html = Files.readString(page);
        assertThat(html)
                .contains("ottawa/Kustomization/flux-system/app-podinfo", "\"SustainedFailure\"", "\"FAILED\"")
                .doesNotContain("src=", "href=", "\"DATA\"");
        String data = html.substring(html.indexOf("const data = ") + "const data = ".length());
        JsonNode tree = JSON.readTree(data);
        assertThat(tree.path("resources")).isNotEmpty();
    }

    @Test
    void showsHowThingsStood() {
        assertThat(run(
                        "get",
                        "resources",
                        "--at",
                        "2026-11-21T10:05:00Z",
                        "--recording",
                        "bundled",
                        "--status-selector",
                        "ready=false"))
                .as(err.toString())
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString())
                .containsPattern("ottawa +flux-system +Kustomization +app-podinfo .*FAILED +90s")
                .doesNotContain("infra-configs");
        out.getBuffer().setLength(0);

        assertThat(run("get", "alerts", "--at", "2026-11-21T10:05:00Z", "--recording", "bundled", "-o", "name"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString().lines()).hasSize(3);
    }

    @Test
    void showsWhatChangedBetweenTwoTimes() {
        assertThat(run(
                        "get",
                        "ks",
                        "--diff-at",
                        "2026-11-21T10:02:50Z",
                        "2026-11-21T10:05:00Z",
                        "--recording",
                        "bundled"))
                .as(err.toString())
                .isEqualTo(ExitCodes.DONE);

        assertThat(out.toString())
                .startsWith("CHANGE")
                .containsPattern("\\+ +ottawa +flux-system +Kustomization +app-podinfo .*FAILED");
    }

    @Test
    void anExportThatIsCutOffIsNoAnswer() throws Exception {
        Path file = directory.resolve("fleet.fluxlog");
        run("simulate", "--clusters", "1", "--resources", "20", "--for", "12h", file.toString());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));

        assertThat(run("backtest", "--recording", file.toString())).isEqualTo(ExitCodes.NO);

        assertThat(err.toString())
                .containsPattern("not complete: the export .* is cut off after record [\\d,]+ \\(appended ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backtest --recording /no/such|flux-stream backtest: there is no recording /no/such",
                "backtest --fail-on new|flux-stream backtest: --fail-on must be written like 'new>0' or 'alerts:Blocked>=5', but was \"new\"",
                "backtest --fail-on nw>0|flux-stream backtest: --fail-on knows no \"nw\"; it knows alerts, active, perDay, new, gone, earlier, later",
                "backtest --fail-on new>0|flux-stream backtest: --fail-on 'new>0' speaks of a comparison; say with what: --diff FILE",
                "backtest --since yesterday|flux-stream backtest: --since must be a time such as 2026-11-21T10:00:00Z, a day such as 2026-11-21, or how long ago, such as 90m or 7d, but was \"yesterday\"",
                "backtest --since 2026-11-22 --until 2026-11-21|flux-stream backtest: since must be before until, but was 2026-11-22T00:00:00Z and until was 2026-11-21T00:00:00Z",
                "get ks --recording bundled|flux-stream get: --recording and --bootstrap-servers are asked about the past; add --at TIME",
                "get ks --at 1h -w|flux-stream get: -w looks at what is to come, --at and --diff-at at what was; leave one out",
                "simulate|flux-stream simulate: name either a FILE to write or the --bootstrap-servers to write to",
                "simulate --resources 3 x|flux-stream simulate: resources must be at least 10, but was 3",
            },
            quoteCharacter = '`')
    void saysInOneSentenceWhatIsWrong(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString().strip()).isEqualTo(message);
    }

    private int run(String... arguments) {
        return FluxStream.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private static List<String> expected() throws Exception {
        try (InputStream in =
                        Objects.requireNonNull(BacktestCommandTest.class.getResourceAsStream("/ottawa.alerts.ndjson"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
