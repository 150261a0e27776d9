package io.fluxstream.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What docs/why-not-metrics.md shows: the same histories, judged by a sampled metric and by flux-stream. */
class SampledMetricTest {
    private static final Path PAGE = Path.of("../docs/why-not-metrics.md");
    private static final Path HISTORIES = Path.of("../docs/examples/rules/not-ready.test.yaml");

    @Test
    void thePageShowsWhatBothSay() throws IOException {
        List<RuleTest> tests = RuleTestFile.read(HISTORIES).match(RuleTestFile.Loaded::tests, wrong -> {
            throw new AssertionError(wrong.mistakes().toString());
        });
        String page = Files.readString(PAGE);
        assertThat(tests)
                .hasSize(8)
                .allSatisfy(test -> assertThat(page)
                        .contains(test.name().substring(1))
                        .contains("```\n" + sideBySide(test) + "```\n"));
    }

    /** What each says, beside the other where both say something at the same time. */
    private static String sideBySide(RuleTest test) {
        Map<Duration, List<String>> metric = new TreeMap<>();
        List<FluxStatusEvent> history = new ArrayList<>();
        Story.tell(test, test.cluster(), history::add);
        SampledMetricRule.of(history, Story.START, test.end())
                .forEach(told -> add(
                        metric, told.at(), told.what() + ' ' + told.resource().name()));
        Map<Duration, List<String>> fluxStream = new TreeMap<>();
        Expected.Events events = test.events();
        (events == null ? List.<String>of() : events.lines()).forEach(line -> {
            List<String> words = List.of(line.split(" "));
            String resource = words.get(3).substring(words.get(3).lastIndexOf('/') + 1);
            String resolution = words.size() > 4 ? " (" + words.get(4) + ')' : "";
            add(fluxStream, time(words.get(0)), words.get(1) + ' ' + words.get(2) + ' ' + resource + resolution);
        });
        StringBuilder shown = new StringBuilder(row("", "METRIC, EVERY 30 S", "FLUX-STREAM"));
        TreeSet<Duration> times = new TreeSet<>(metric.keySet());
        times.addAll(fluxStream.keySet());
        for (Duration at : times) {
            List<String> left = metric.getOrDefault(at, List.of());
            List<String> right = fluxStream.getOrDefault(at, List.of());
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                shown.append(
                        row(written(at), i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : ""));
            }
        }
        return shown.toString();
    }

    private static void add(Map<Duration, List<String>> said, Duration at, String what) {
        said.computeIfAbsent(at, any -> new ArrayList<>()).add(what);
    }

    private static Duration time(String written) {
        return Duration.parse("PT" + written.toUpperCase(Locale.ROOT));
    }

    private static String written(Duration at) {
        return at.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String row(String time, String metric, String fluxStream) {
        return String.format(Locale.ROOT, "%-9s%-22s%s", time, metric, fluxStream)
                        .stripTrailing()
                + '\n';
    }
}
