package io.fluxstream.watcher.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.schemas.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The bundled recording, judged by the built-in rules. */
class BundledRecordingTest {
    private final Recording recording = Recording.bundled();

    @Test
    void givesExactlyTheAlertsThatBelongToIt() throws IOException {
        assertThat(alerts(recording, Duration.ZERO))
                .map(BundledRecordingTest::summary)
                .containsExactlyElementsOf(expectedAlerts());
    }

    @Test
    void givesTheSameAlertsAtOtherTimesWhenItIsShifted() throws IOException {
        Duration shift = Duration.ofMillis(86_400_123);
        List<String> shiftedBack = alerts(recording, shift).stream()
                .map(alert -> summary(alert, shift.negated()))
                .toList();
        assertThat(shiftedBack).containsExactlyElementsOf(expectedAlerts());
    }

    @Test
    void givesTheSameBytesEveryTime() throws IOException {
        assertThat(bytes(recording)).isEqualTo(bytes(Recording.bundled()));
    }

    @Test
    void dropsNoRecord() throws IOException {
        assertThat(effects(recording, Duration.ZERO)).noneMatch(Effect.Dropped.class::isInstance);
    }

    @Test
    void takesEveryKindsInitialEventsAsASnapshot() throws IOException {
        List<FluxStatusEvent> events = events(recording, Duration.ZERO);
        assertThat(events)
                .filteredOn(SnapshotStarted.class::isInstance)
                .map(event -> ((SnapshotStarted) event).kind())
                .containsExactlyInAnyOrder(
                        "Bucket",
                        "GitRepository",
                        "HelmChart",
                        "HelmRelease",
                        "HelmRepository",
                        "Kustomization",
                        "OCIRepository");
        assertThat(events)
                .filteredOn(SnapshotCompleted.class::isInstance)
                .map(SnapshotCompleted.class::cast)
                .filteredOn(event -> event.kind().equals("HelmRepository"))
                .map(SnapshotCompleted::count)
                .containsExactly(2L);
    }

    @Test
    void saysThatAllKindsLiveAtLeastEveryFiveSeconds() throws IOException {
        List<Heartbeat> heartbeats = events(recording, Duration.ZERO).stream()
                .filter(Heartbeat.class::isInstance)
                .map(Heartbeat.class::cast)
                .toList();
        assertThat(heartbeats)
                .allMatch(heartbeat -> heartbeat.kinds().size() == 7
                        && heartbeat.kinds().stream().allMatch(KindLiveness::live));
        for (int i = 1; i < heartbeats.size(); i++) {
            assertThat(Duration.between(
                            heartbeats.get(i - 1).observedAt(),
                            heartbeats.get(i).observedAt()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(5));
        }
        assertThat(Duration.between(heartbeats.get(heartbeats.size() - 1).observedAt(), recording.last()))
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void canEndAtAnyInstant() throws IOException {
        Instant end = Instant.parse("2027-01-01T00:00:00.500Z");
        List<FluxStatusEvent> events = events(recording, recording.shiftToEndAt(end));
        assertThat(events.get(events.size() - 1).observedAt()).isEqualTo(end);
    }

    private static List<FluxStatusEvent> events(Recording recording, Duration shift) throws IOException {
        List<FluxStatusEvent> events = new ArrayList<>();
        recording.play(shift, events::add);
        return events;
    }

    private static List<String> bytes(Recording recording) throws IOException {
        return events(recording, Duration.ZERO).stream()
                .map(event -> event.key()
                        + HexFormat.of().formatHex(Topics.STATUS.codec().encode(event)))
                .toList();
    }

    private static List<Effect> effects(Recording recording, Duration shift) throws IOException {
        ClusterEngine engine = new ClusterEngine("ottawa", RuleSet.builtIn());
        List<Effect> effects = new ArrayList<>();
        recording.play(shift, event -> effects.addAll(engine.apply(event)));
        return effects;
    }

    private static List<FluxAlert> alerts(Recording recording, Duration shift) throws IOException {
        return effects(recording, shift).stream()
                .filter(Effect.Alerted.class::isInstance)
                .map(effect -> ((Effect.Alerted) effect).alert())
                .toList();
    }

    private static String summary(FluxAlert alert) {
        return summary(alert, Duration.ZERO);
    }

    private static String summary(FluxAlert alert, Duration shift) {
        return String.join(
                " ",
                alert.rule(),
                alert.action().wireName(),
                alert.resource().toString(),
                alert.since().plus(shift).toString(),
                alert.at().plus(shift).toString());
    }

    private static List<String> expectedAlerts() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<String> expected = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BundledRecordingTest.class.getResourceAsStream("/ottawa.alerts.ndjson")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode alert = mapper.readTree(line);
                expected.add(String.join(
                        " ",
                        alert.get("rule").asText(),
                        alert.get("action").asText(),
                        alert.get("cluster").asText()
                                + '/'
                                + alert.get("kind").asText()
                                + '/'
                                + alert.get("namespace").asText()
                                + '/'
                                + alert.get("name").asText(),
                        Instant.parse(alert.get("since").asText()).toString(),
                        Instant.parse(alert.get("at").asText()).toString()));
            }
        }
        assertThat(expected).hasSize(18);
        return expected;
    }
}
