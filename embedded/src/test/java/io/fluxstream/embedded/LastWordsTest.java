package io.fluxstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static final Path DATA = Path.of("/data");

    @Test
    void aFullDiskIsNamedAndWhatHelps() {
        assertThat(LastWords.sentence(DATA, 8_192))
                .isEqualTo(
                        "flux-stream: Kafka has ended, for its data directory /data is full; make room there and start"
                                + " again; what was acknowledged is kept");
    }

    @Test
    void soIsADirectoryThatFailsOtherwise() {
        assertThat(LastWords.sentence(DATA, 1L << 30)).contains("/data could not be written to; see that it can");
        assertThat(LastWords.sentence(DATA, -1)).contains("/data could not be written to");
    }
}
