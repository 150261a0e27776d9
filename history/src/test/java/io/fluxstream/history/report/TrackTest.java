package io.fluxstream.history.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.history.report.Track.Change;
import org.junit.jupiter.api.Test;

class TrackTest {
    @Test
    void whatIsCloseTogetherIsDrawnInTheWorstPhase() {
        Track track = new Track();
        track.add(new Change(0, Phase.READY));
        track.add(new Change(10_000, Phase.WAITING));
        track.add(new Change(10_200, Phase.FAILED));
        track.add(new Change(10_400, Phase.READY));
        track.add(new Change(60_000, Phase.SUSPENDED));

        assertThat(track.coarsen(1_000)).isEqualTo(4);

        assertThat(track.changes())
                .containsExactly(
                        new Change(0, Phase.READY),
                        new Change(10_000, Phase.FAILED),
                        new Change(11_000, Phase.READY),
                        new Change(60_000, Phase.SUSPENDED));
    }

    @Test
    void anAlertEndsWhenItsOwnRuleSetResolvesIt() {
        Track track = new Track();
        track.add(new Track.Span("a", false, "ReadyLost", 1, -1));
        track.add(new Track.Span("a", true, "ReadyLost", 2, -1));

        track.end("a", false, 5);

        assertThat(track.spans())
                .containsExactly(
                        new Track.Span("a", false, "ReadyLost", 1, 5), new Track.Span("a", true, "ReadyLost", 2, -1));
    }
}
