package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTopologyTest {
    @Test
    void isTheMapThatTheGoldenFileShows() throws IOException {
        String description = StatusTopology.of(
                        RulesInForce.always(Written.RULES),
                        12,
                        new Tally(),
                        new StateSize(),
                        EngineListener.NONE,
                        Driven.NO_TRACES)
                .describe()
                .toString();
        try (InputStream golden =
                Objects.requireNonNull(StatusTopologyTest.class.getResourceAsStream("/topology.txt"))) {
            assertThat(description.strip()).isEqualTo(new String(golden.readAllBytes(), UTF_8).strip());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void writesWhatTheEngineSaysByteForByte(long seed) {
        List<FluxStatusEvent> history = Fleet.history(seed, 3, 1_000);
        try (Driven driven = new Driven()) {
            history.forEach(driven::observe);
            Written.assertAllOf(history, driven.written());
            assertThat(driven.deadLetters()).isEmpty();
        }
    }

    @Test
    void countsWhatItDoes() {
        List<FluxStatusEvent> history = Fleet.history(11, 3, 2_000);
        List<Written> expected = Written.expected(history);
        try (Driven driven = new Driven()) {
            history.forEach(driven::observe);
            ProcessorCounts counts = driven.counts();
            assertThat(counts.records()).isEqualTo(history.size());
            assertThat(counts.applied()).isEqualTo(history.size());
            assertThat(counts.transitions()).isEqualTo(in(expected, "flux-transitions"));
            assertThat(counts.alerts()).isEqualTo(in(expected, "flux-alerts"));
            assertThat(counts.stale()).isPositive();
            assertThat(counts.otherSession()).isPositive();
            assertThat(counts.voidSnapshots()).isPositive();
            assertThat(counts.allDeadLetters()).isZero();
            assertThat(counts.otherPartition()).isZero();
        }
    }

    private static long in(List<Written> written, String topic) {
        return written.stream().filter(record -> record.topic().equals(topic)).count();
    }
}
