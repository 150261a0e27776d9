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
        assertThat(alerts(5)).isZero();
        assertThat(status(5)).isZero();
    }

    @Test
    void alertsNeedNotWaitForStatusThatWasJustSent() {
        pace.sent(false, true, 0);
        assertThat(alerts(1)).isZero();
        assertThat(status(MILLI)).isGreaterThan(300 * MILLI);
    }

    @Test
    void alertsAndStatusThatGoTogetherGoWhenEitherMay() {
        pace.sent(false, true, 0);
        pace.sent(true, false, 300 * MILLI);
        assertThat(pace.waits(true, true, 0, 310 * MILLI)).isEqualTo(status(310 * MILLI));
        pace.sent(true, true, 400 * MILLI);
        assertThat(status(410 * MILLI)).isGreaterThan(300 * MILLI);
        assertThat(alerts(410 * MILLI)).isGreaterThan(200 * MILLI);
    }

    @Test
    void aRestKeepsSignalsOfTheSameKindFurtherApartButNotTheFirst() {
        long rest = 1_200 * MILLI;
        assertThat(pace.waits(true, true, rest, 0)).isZero();
        pace.sent(false, true, 0);
        assertThat(pace.waits(false, true, rest, 500 * MILLI)).isEqualTo(700 * MILLI);
        assertThat(pace.waits(true, true, rest, 500 * MILLI)).isZero();
        pace.sent(true, true, 500 * MILLI);
        assertThat(pace.waits(true, false, rest, 600 * MILLI)).isEqualTo(1_100 * MILLI);
        assertThat(pace.waits(true, true, rest, 1_700 * MILLI)).isZero();
    }

    @Test
    void neverMoreThanFourInAnySecondWhateverIsWanted() {
        List<Long> sent = new ArrayList<>();
        for (long now = 0; now < 10_000 * MILLI; now += 3 * MILLI) {
            for (boolean urgent : new boolean[] {true, false}) {
                if ((urgent ? alerts(now) : status(now)) <= 0) {
                    pace.sent(urgent, !urgent, now);
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
            if (status(now) <= 0) {
                pace.sent(false, true, now);
            }
            assertThat(alerts(now)).isLessThanOrEqualTo(0);
        }
    }

    private long alerts(long now) {
        return pace.waits(true, false, 0, now);
    }

    private long status(long now) {
        return pace.waits(false, true, 0, now);
    }
}
