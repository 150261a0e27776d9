package io.fluxstream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.FluxStream;
import io.fluxstream.cli.ask.Fleet;
import io.fluxstream.cli.ask.Report;
import io.fluxstream.cli.ask.TemporalFleet;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.embedded.CannotStartException;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.recording.Recording;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline in this process, on the bundled recording. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DemoCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void printsExactlyTheAlertEventsOfTheRecording() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode = FluxStream.run(new PrintWriter(out), new PrintWriter(err), "demo", "--once", "-o", "json");

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCodes.DONE);
        List<JsonNode> printed = trees(out.toString().lines().toList());
        List<JsonNode> expected = expected();
        assertThat(printed).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            JsonNode event = printed.get(i);
            expected.get(i)
                    .properties()
                    .forEach(field -> assertThat(event.path(field.getKey()))
                            .as(field.getKey() + " of " + event)
                            .isEqualTo(field.getValue()));
        }
    }

    @Test
    void answersTheSameOnABrokerThatHasNoMoreThanRedpanda() {
        try (Pipeline pipeline = Pipeline.start(plan(), FeatureLevel.REDPANDA)) {
            assertThat(pipeline.awaitReady()).isTrue();
            pipeline.drain(Duration.ofMinutes(2));
            try (Fleet fleet = TemporalFleet.at(pipeline.settings().temporal())) {
                assertThat(fleet.clusters()).containsExactly("ottawa");
                assertThat(fleet.resources("ottawa", Set.of("Kustomization"), null))
                        .extracting(row -> row.resource().name())
                        .containsExactlyInAnyOrder("app-podinfo", "infra-configs", "infra-controllers");
                assertThat(Report.of(fleet, pipeline.clusters()))
                        .contains("10 alerts: 2 active, 8 resolved")
                        .hasSize(2 + 2 + 1 + 10);
            }
            assertThatThrownBy(() -> Pipeline.start(plan()))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("is used by another flux-stream");
        }
    }

    private Plan plan() {
        return new Plan(
                directory,
                Settings.DEFAULT,
                List.of(new WatchedSource.Recorded(Recording.bundled(), false, false)),
                true,
                Plan.Server.here(0),
                Plan.Server.here(0));
    }

    private static List<JsonNode> expected() throws Exception {
        try (InputStream in =
                        Objects.requireNonNull(DemoCommandTest.class.getResourceAsStream("/ottawa.alerts.ndjson"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return trees(lines.lines().toList());
        }
    }

    private static List<JsonNode> trees(List<String> lines) throws Exception {
        List<JsonNode> trees = new ArrayList<>();
        for (String line : lines) {
            trees.add(JSON.readTree(line));
        }
        return trees;
    }
}
