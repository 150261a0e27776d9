package io.fluxstream.bridge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();

    @Test
    void theFirstGoesAtOnce() {
        assertThat(pace.waits(true, 5)).isZero();
        assertThat(pace.waits(false, 5)).isZero();
    }

    @Test
    void alertsNeedNotWaitForStatusThatWasJustSent() {
        pace.sent(false, 0);
        assertThat(pace.waits(true, 1)).isZero();
        assertThat(pace.waits(false, MILLI)).isGreaterThan(300 * MILLI);
    }

    @Test
    void neverMoreThanFourInAnySecondWhateverIsWanted() {
        List<Long> sent = new ArrayList<>();
        for (long now = 0; now < 10_000 * MILLI; now += 3 * MILLI) {
            for (boolean urgent : new boolean[] {true, false}) {
                if (pace.waits(urgent, now) <= 0) {
                    pace.sent(urgent, now);
                    sent.add(now);
                }
            }
        }
        for (int i = 4; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - 4)).isGreaterThanOrEqualTo(1_000 * MILLI);
        }
        assertThat(sent).hasSizeGreaterThan(35);
    }

    @Test
    void statusAloneLeavesRoomForAnAlertInEverySecond() {
        for (long now = 0; now < 10_000 * MILLI; now += MILLI) {
            if (pace.waits(false, now) <= 0) {
                pace.sent(false, now);
            }
            assertThat(pace.waits(true, now)).isLessThanOrEqualTo(0);
        }
    }
}
