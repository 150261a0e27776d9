package io.fluxstream.notify.alertmanager;

import static io.fluxstream.notify.Samples.NOON;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration FIVE = ofMinutes(5);

    @Test
    void endsAtLeastOneLengthFromNowAndLessThanTwo() {
        for (int second = 0; second < 1_200; second += 7) {
            Instant now = NOON.plusSeconds(second);
            assertThat(Lease.endsAt(NOON, FIVE, now)).isBetween(now.plus(FIVE), now.plus(FIVE.multipliedBy(2)));
        }
    }

    @Test
    void isTheSameForTwoWhoAskAtDifferentTimesOfOneLength() {
        assertThat(Lease.endsAt(NOON, FIVE, NOON.plusSeconds(1)))
                .isEqualTo(Lease.endsAt(NOON, FIVE, NOON.plusSeconds(299)))
                .isEqualTo(NOON.plus(ofMinutes(10)));
    }

    @Test
    void anAlertThatBeginsInTheFutureEndsBehindItsBeginning() {
        assertThat(Lease.endsAt(NOON, FIVE, NOON.minusSeconds(200))).isEqualTo(NOON.plus(FIVE));
    }
}
