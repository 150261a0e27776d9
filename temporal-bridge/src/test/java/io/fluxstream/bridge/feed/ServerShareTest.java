package io.fluxstream.bridge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerShareTest {
    private int workflows = 1;
    private final ServerShare share = new ServerShare(() -> workflows);

    @Test
    void aFewAreSignalledAtATimeAndAllComeToTheirTurn() throws Exception {
        AtMost.assertAtMost(ServerShare.SIGNALS_AT_ONCE, share::signal);
    }

    @Test
    void aWorkflowOfAFewIsAskedEveryHalfMinuteAndOneOfAHundredEveryFive() {
        assertThat(share.looksAgainAfter()).isEqualTo(TimeUnit.SECONDS.toNanos(30));
        workflows = 100;
        assertThat(share.looksAgainAfter()).isEqualTo(TimeUnit.MINUTES.toNanos(5));
    }

    @Test
    void theMoreWorkflowsThereAreTheLongerEachRestsUpToALimit() throws Exception {
        assertThat(share.rest()).isZero();
        share.signal(() -> {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        long alone = share.rest();
        assertThat(alone).isPositive();
        workflows = 3;
        assertThat(share.rest()).isEqualTo(Math.min(ServerShare.LONGEST_REST, 3 * alone));
        workflows = 1_000_000;
        assertThat(share.rest()).isEqualTo(ServerShare.LONGEST_REST);
    }
}
