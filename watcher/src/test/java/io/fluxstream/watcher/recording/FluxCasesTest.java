package io.fluxstream.watcher.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.phase.Observation;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.transition.FluxTransition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sequence of flux-cases.json, read as a recording and judged by the engine. */
class FluxCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(FluxCasesTest.class.getResourceAsStream("/flux-cases.json"))) {
            return StreamSupport.stream(JSON.readTree(in).get("cases").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsEveryStepAsExpected(JsonNode fluxCase) throws IOException {
        List<JsonNode> steps = new ArrayList<>();
        fluxCase.get("steps").forEach(steps::add);
        List<List<FluxStatusEvent>> recordsOfSteps = recordsOf(steps);
        ClusterEngine engine = new ClusterEngine("ottawa", RuleSet.builtIn());
        Set<String> statics = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Effect> effects = new ArrayList<>();
            recordsOfSteps.get(i).forEach(event -> effects.addAll(engine.apply(event)));
            JsonNode expected = steps.get(i).get("expect");
            String step = fluxCase.get("id").asText() + ", step " + (i + 1);
            if (expected.path("ignored").asBoolean()) {
                assertIgnored(step, expected, effects);
            } else {
                assertStep(step, expected, recordsOfSteps.get(i), effects, statics);
            }
        }
    }

    private static void assertIgnored(String step, JsonNode expected, List<Effect> effects) {
        List<FluxTransition> transitions = transitions(effects);
        assertThat(transitions).as(step).hasSize(expected.path("tombstones").size());
        assertThat(transitions).as(step).allMatch(transition -> transition.to() == Phase.GONE);
    }

    private static void assertStep(
            String step, JsonNode expected, List<FluxStatusEvent> records, List<Effect> effects, Set<String> statics) {
        FluxStatusEvent seen = records.stream()
                .filter(event -> event instanceof Observed || event instanceof FluxStatusEvent.Deleted)
                .findFirst()
                .orElseThrow();
        String phase = phase(expected.get("phase").asText());
        assertThat(
                        seen instanceof Observed observed
                                ? Observation.phase(observed).name()
                                : "GONE")
                .as(step)
                .isEqualTo(phase);
        Condition ready = seen instanceof Observed observed ? observed.condition(Condition.READY) : null;
        assertThat(ready == null ? null : ready.status()).as(step).isEqualTo(text(expected.get("ready")));
        assertThat(ready == null ? null : ready.reason()).as(step).isEqualTo(text(expected.get("reason")));
        // The older model knew no transition to NA; here the first sight of a STATIC resource settles it.
        boolean settlesAsStatic = phase.equals("STATIC") && statics.add(seen.key());
        boolean hasTransition = transitions(effects).stream()
                .filter(transition -> transition.resource().toString().equals(seen.key()))
                .anyMatch(transition -> transition.type() != FluxTransition.Type.REVISION);
        assertThat(hasTransition).as(step).isEqualTo(expected.get("transition").asBoolean() || settlesAsStatic);
    }

    private List<List<FluxStatusEvent>> recordsOf(List<JsonNode> steps) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            ObjectNode line = steps.get(i).get("event").deepCopy();
            line.put("cluster", "ottawa").put("observedAt", START.plusSeconds(i).toString());
            text.append(line).append('\n');
        }
        Path file = Files.writeString(directory.resolve("case.ndjson"), text, StandardCharsets.UTF_8);
        RecordedCluster recorded = Recording.of(file).clusters().get(0);
        List<List<FluxStatusEvent>> recordsOfSteps = new ArrayList<>();
        List<FluxStatusEvent> records = new ArrayList<>();
        ClusterPlayback playback = new ClusterPlayback(recorded, "session", Duration.ZERO, records::add);
        try (RecordingLines lines = new RecordingLines("case", Files.newInputStream(file))) {
            for (RecordingLines.Line line = lines.next(); line != null; line = lines.next()) {
                playback.play(line);
                recordsOfSteps.add(List.copyOf(records));
                records.clear();
            }
        }
        return recordsOfSteps;
    }

    private static List<FluxTransition> transitions(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Transitioned.class::isInstance)
                .map(effect -> ((Effect.Transitioned) effect).transition())
                .toList();
    }

    private static String phase(String name) {
        return switch (name) {
            case "IN_PROGRESS" -> "PROGRESSING";
            case "NA" -> "STATIC";
            default -> name;
        };
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asText();
    }
}
