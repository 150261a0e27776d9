package io.fluxstream.watcher.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.watcher.share.Sessions.Standing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Sessions sessions = new Sessions();

    @BeforeEach
    void ottawaIsOurs() {
        sessions.begun("ottawa", "a");
    }

    @Test
    void aClusterIsLostToASessionBehindOurs() {
        assertThat(sessions.read("ottawa", "a")).isEqualTo(Standing.AS_BEFORE);
        assertThat(sessions.read("ottawa", "x")).isEqualTo(Standing.LOST);
    }

    @Test
    void aSessionBeforeOursTakesNothing() {
        assertThat(sessions.read("ottawa", "x")).isEqualTo(Standing.AS_BEFORE);
        assertThat(sessions.read("ottawa", "a")).isEqualTo(Standing.AS_BEFORE);
    }

    @Test
    void nothingIsDecidedWhileALaterSessionOfOursIsOnItsWay() {
        sessions.read("ottawa", "a");
        sessions.begun("ottawa", "b");
        assertThat(sessions.read("ottawa", "x")).isEqualTo(Standing.AS_BEFORE);
        assertThat(sessions.read("ottawa", "b")).isEqualTo(Standing.AS_BEFORE);
        assertThat(sessions.read("ottawa", "y")).isEqualTo(Standing.LOST);
    }

    @Test
    void lossIsToldOnce() {
        sessions.read("ottawa", "a");
        assertThat(sessions.read("ottawa", "x")).isEqualTo(Standing.LOST);
        assertThat(sessions.read("ottawa", "y")).isEqualTo(Standing.AS_BEFORE);
    }

    @Test
    void aSessionOfOursThatIsWrittenTwiceBringsTheClusterBack() {
        sessions.read("ottawa", "a");
        sessions.read("ottawa", "x");
        assertThat(sessions.read("ottawa", "a")).isEqualTo(Standing.REGAINED);
    }

    @Test
    void clustersHaveNothingToDoWithOneAnother() {
        sessions.read("ottawa", "a");
        assertThat(sessions.read("robbinsdale", "x")).isEqualTo(Standing.AS_BEFORE);
        sessions.begun("robbinsdale", "c");
        assertThat(sessions.read("ottawa", "x")).isEqualTo(Standing.LOST);
    }

    @Test
    void whatWasGivenAwayIsNotLost() {
        sessions.read("ottawa", "a");
        sessions.forget("ottawa");
        assertThat(sessions.read("ottawa", "x")).isEqualTo(Standing.AS_BEFORE);
    }
}
