package io.fluxstream.it;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded pipeline on a broker that offers no more than Redpanda does: runs everywhere. */
class RecordingIT {
    @TempDir
    Path directory;

    @Test
    void theBundledRecordingGivesItsKnownAlertsOnABrokerOfRedpandasLevel() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.REDPANDA)) {
            RecordedPipeline.saysWhatIsKnownOfTheBundledRecording(kafka.bootstrapServers(), directory.resolve("state"));
        }
    }
}
