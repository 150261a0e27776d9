package io.fluxstream.bridge.feed;

import static io.fluxstream.bridge.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final Cursor CURSOR = new Cursor("flux-resources", 4, 10, NOON);

    @Test
    void aCursorWithinItsLogFits() {
        assertThat(Fit.refuse(CURSOR, new Fit.Log(0, 11, -1))).isEmpty();
        assertThat(Fit.refuse(CURSOR, new Fit.Log(11, 20, 11))).isEmpty();
        assertThat(Fit.refuse(CURSOR, new Fit.Log(0, 20, 13))).isEmpty();
    }

    @Test
    void aCursorBeyondTheEndMeansAnotherTopic() {
        assertThat(Fit.refuse(CURSOR, new Fit.Log(0, 10, -1)))
                .hasValueSatisfying(why -> assertThat(why).contains("flux-resources/4 ends at 10"));
    }

    @Test
    void recordsUpToTheCursorThatWereAppendedLaterMeanAnotherTopic() {
        assertThat(Fit.refuse(CURSOR, new Fit.Log(0, 20, 0))).isPresent();
        assertThat(Fit.refuse(CURSOR, new Fit.Log(0, 20, 10))).isPresent();
    }

    @Test
    void recordsMissingBetweenCursorAndLogMeanARebuild() {
        assertThat(Fit.refuse(CURSOR, new Fit.Log(12, 20, 12))).isPresent();
    }

    @Test
    void aWorkflowStartedEmptyOrLastFedTooLongAgoIsRebuilt() {
        assertThat(Fit.refuse(position(false, NOON), NOON)).isPresent();
        assertThat(Fit.refuse(position(true, NOON), NOON.plus(Duration.ofHours(84))))
                .isEmpty();
        assertThat(Fit.refuse(position(true, NOON), NOON.plus(Duration.ofHours(85))))
                .isPresent();
    }

    private static Position position(boolean complete, Instant appendedAt) {
        return new Position(complete, "r", 1, List.of(new Cursor("flux-clusters", 4, 1, appendedAt)), 0, List.of());
    }
}
