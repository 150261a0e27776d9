package io.fluxstream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.rules.testing.SampledMetricRule;
import io.fluxstream.watcher.recording.Recording;
import io.fluxstream.watcher.recording.RecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/why-not-metrics.md shows of the bundled recording: the same failures, seen from six moments of the half minute. */
class MetricPageTest {
    private static final Instant FIRST_HALF_MINUTE = Instant.parse("2026-11-21T09:57:30Z");
    private static final Duration LENGTH = Duration.ofMinutes(19);

    @Test
    void thePageShowsWhenBothFireOnTheRecording() throws IOException, RecordingException {
        List<FluxStatusEvent> history = new ArrayList<>();
        Recording.bundled().play(Duration.ZERO, history::add);

        StringBuilder shown = new StringBuilder(row("SAMPLED AT", "MANIFESTS", "APP-PODINFO"));
        for (int second = 0; second < 30; second += 5) {
            Instant start = FIRST_HALF_MINUTE.plusSeconds(second);
            Map<String, Instant> fired = new HashMap<>();
            SampledMetricRule.of(history, start, LENGTH).stream()
                    .filter(told -> told.what().equals("firing"))
                    .forEach(told -> fired.putIfAbsent(told.resource().name(), start.plus(told.at())));
            shown.append(row(String.format(Locale.ROOT, ":%02d and :%02d", second, second + 30), fired));
        }
        shown.append('\n').append(row("FLUX-STREAM", firedByTheEngine(history)));

        assertThat(Files.readString(Path.of("../docs/why-not-metrics.md"))).contains("```\n" + shown + "```\n");
    }

    private static Map<String, Instant> firedByTheEngine(List<FluxStatusEvent> history) {
        RuleSet rules = RuleFile.read(Path.of("../docs/examples/rules/not-ready.yaml"))
                .match(RuleFile.Loaded::rules, mistakes -> {
                    throw new AssertionError(mistakes.mistakes().toString());
                });
        ClusterEngine engine = new ClusterEngine("ottawa", rules);
        Map<String, Instant> fired = new HashMap<>();
        for (FluxStatusEvent event : history) {
            for (Effect effect : engine.apply(event)) {
                if (effect instanceof Effect.Alerted alerted
                        && alerted.alert().action() == FluxAlert.Action.FIRING
                        && alerted.alert().rule().equals("NotReady")) {
                    fired.putIfAbsent(
                            alerted.alert().resource().name(), alerted.alert().at());
                }
            }
        }
        return fired;
    }

    private static String row(String from, Map<String, Instant> fired) {
        return row(from, time(fired, "manifests"), time(fired, "app-podinfo"));
    }

    private static String time(Map<String, Instant> fired, String name) {
        Instant at = fired.get(name);
        return at == null ? "-" : at.toString().substring("2026-11-21T".length(), "2026-11-21T10:00:00".length());
    }

    private static String row(String from, String manifests, String podinfo) {
        return String.format(Locale.ROOT, "%-14s%-12s%s\n", from, manifests, podinfo);
    }
}
