package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.bridge.Bridge;
import io.fluxstream.bridge.BridgeConfig;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.processor.ProcessorConfig;
import io.fluxstream.processor.StatusProcessor;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.schemas.Topics;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.Watcher;
import io.fluxstream.watcher.WatcherConfig;
import io.fluxstream.watcher.recording.Recording;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The three parts in this JVM, with a recording of real controllers in place of a cluster, on whatever broker is given. */
final class RecordedPipeline {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedPipeline() {}

    /** Plays the bundled recording, and asks for what is known of it. */
    static void saysWhatIsKnownOfTheBundledRecording(String bootstrapServers, Path stateDirectory) {
        Map<String, String> kafka = Map.of("bootstrap.servers", bootstrapServers);
        ProcessorConfig processing =
                ProcessorConfig.builder(kafka).stateDirectory(stateDirectory).build();
        WatchedSource recording = new WatchedSource.Recorded(Recording.bundled(), false, false);
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                StatusProcessor processor = StatusProcessor.start(processing);
                Watcher watcher = Watcher.start(WatcherConfig.of(kafka, List.of(recording)));
                Bridge bridge = Bridge.start(BridgeConfig.of(kafka, temporal.address()));
                Agreement agreement = new Agreement(
                        bootstrapServers,
                        temporal.address(),
                        BuiltInRules.ruleSet().as(1))) {
            Eventually.holds("the recording was played", () -> {
                watcher.played().get();
                assertThat(bridge.status()).isNotNull();
                assertThat(processor.isReady()).isTrue();
                assertThat(agreement.topic(Topics.ALERTS)).hasSize(18);
            });
            agreement.vouchedFor();
            assertThat(known(agreement.topic(Topics.ALERTS))).isEqualTo(expected());
            assertThat(agreement.workflows().active()).hasSize(2);
            assertThat(agreement.workflows().history()).hasSize(8);
            assertThat(agreement.workflows().alerts("ottawa")).hasSize(2);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The fields of the alerts that were noted beside the recording. */
    private static List<JsonNode> known(List<Message> alerts) throws IOException {
        List<JsonNode> known = new ArrayList<>();
        for (Message message : alerts) {
            ObjectNode alert = (ObjectNode) JSON.readTree(message.bytes());
            alert.retain("rule", "action", "cluster", "kind", "namespace", "name", "since", "at");
            known.add(alert);
        }
        return known;
    }

    private static List<JsonNode> expected() throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedPipeline.class.getResourceAsStream("/ottawa.alerts.ndjson")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                expected.add(JSON.readTree(line));
            }
        }
        return expected;
    }
}
