package io.fluxstream.history.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.history.log.LogRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Values are stamped with the number of seconds that they end with. */
class LedgerTest {
    private static final Instant CLOCK = Instant.ofEpochSecond(100);

    private final Ledger ledger = new Ledger("flux-alerts", 0, "ottawa", LedgerTest::stamp, Instant.MIN);
    private long offset;

    @Test
    void whatWasBroughtAboutBeforeTheCheckpointIsNotCompared() {
        there("a 90", "b 100");
        ledger.begin(CLOCK, false);
        there("c 101");
        follows("c 101");
        end();

        assertThat(ledger.mismatch()).isNull();
        assertThat(ledger.same()).isEqualTo(1);
        assertThat(ledger.before()).isEqualTo(2);
    }

    @Test
    void ofTwoThatAreTheSameAtTheCheckpointsClockTheLastIsCompared() {
        ledger.begin(CLOCK, false);
        there("a 100", "b 100", "a 100", "c 101");
        follows("a 100");
        follows("c 101");
        end();

        assertThat(ledger.mismatch()).isNull();
        assertThat(ledger.same()).isEqualTo(2);
        assertThat(ledger.before()).isEqualTo(2);
    }

    @Test
    void anAlertHeldUntilAfterTheCheckpointIsComparedAlthoughItWasDueBefore() {
        ledger.begin(CLOCK, false);
        there("a 99", "held 50");
        follows("held 50");
        assertThat(ledger.awaitsMore()).isFalse();
        end();

        assertThat(ledger.mismatch()).isNull();
        assertThat(ledger.same()).isEqualTo(1);
        assertThat(ledger.before()).isEqualTo(1);
    }

    @Test
    void whatIsMissingBehindTheCheckpointIsFound() {
        ledger.begin(CLOCK, false);
        there("a 99", "c 102");
        follows("b 101");
        follows("c 102");
        end();

        assertThat(ledger.mismatch()).isNotNull().extracting(Mismatch::expected).isEqualTo("k b 101");
    }

    @Test
    void whatIsMissingAtTheCheckpointsClockIsFound() {
        ledger.begin(CLOCK, false);
        there("z 99", "c 102");
        follows("b 100");
        follows("c 102");
        end();

        assertThat(ledger.mismatch()).isNotNull().extracting(Mismatch::expected).isEqualTo("k b 100");
    }

    @Test
    void whatDoesNotFollowBehindTheCheckpointIsFound() {
        ledger.begin(CLOCK, false);
        there("a 99", "forged 101");
        end();

        assertThat(ledger.mismatch()).isNotNull().extracting(Mismatch::found).isEqualTo("k forged 101");
    }

    @Test
    void whatRetentionHasRemovedBehindTheCheckpointIsPassedOverAndCounted() {
        ledger.begin(CLOCK, true);
        follows("a 100");
        follows("b 101");
        follows("c 102");
        there("c 102");
        end();

        assertThat(ledger.mismatch()).isNull();
        assertThat(ledger.same()).isEqualTo(1);
        assertThat(ledger.passedOver()).isEqualTo(2);
    }

    private void there(String... values) {
        for (String value : values) {
            ledger.isThere(new LogRecord(0, offset, Instant.EPOCH, "k".getBytes(UTF_8), value.getBytes(UTF_8)));
            offset++;
        }
    }

    private void follows(String value) {
        ledger.follows(new Ledger.Expected("k".getBytes(UTF_8), value.getBytes(UTF_8), stamp(value), 7));
    }

    private void end() {
        ledger.nothingMoreFollows();
        if (ledger.awaitsMore()) {
            ledger.nothingMoreIsThere();
        }
        ledger.finish(offset);
    }

    private static Instant stamp(LogRecord record) {
        byte[] value = record.value();
        return value == null ? Instant.MIN : stamp(new String(value, UTF_8));
    }

    private static Instant stamp(String value) {
        return Instant.ofEpochSecond(Long.parseLong(value.substring(value.indexOf(' ') + 1)));
    }
}
