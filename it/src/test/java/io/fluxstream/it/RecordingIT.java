package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.processor.Driven;
import io.fluxstream.processor.Judgement;
import io.fluxstream.processor.Written;
import io.fluxstream.watcher.recording.Recording;
import io.fluxstream.watcher.recording.RecordingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled recording, without servers and on a broker that offers no more than Redpanda does: runs everywhere. */
class RecordingIT {
    private static final String CLUSTER = "ottawa";

    @TempDir
    Path directory;

    @Test
    void theReferenceTheEngineAndTheTopologySayTheSameOfTheBundledRecording() throws RecordingException {
        List<FluxStatusEvent> history = new ArrayList<>();
        Recording.bundled().play(Duration.ZERO, history::add);
        Judgement judgement = new Judgement(Map.of(CLUSTER, history), Map.of(CLUSTER, Map.of(0, Written.RULES)));
        List<Written> expected = judgement.ofTheReference();
        assertThat(expected)
                .filteredOn(record -> record.topic().equals("flux-alerts"))
                .hasSize(18);
        Written.assertSame(expected, judgement.ofTheEngine());
        try (Driven driven = new Driven()) {
            history.forEach(driven::observe);
            Written.assertSame(expected, driven.written());
        }
    }

    @Test
    void theBundledRecordingGivesItsKnownAlertsOnABrokerOfRedpandasLevel() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.REDPANDA)) {
            RecordedPipeline.saysWhatIsKnownOfTheBundledRecording(kafka.bootstrapServers(), directory.resolve("state"));
        }
    }
}
