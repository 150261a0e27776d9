package io.fluxstream.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:03:29Z, 2026-11-21T10:03:29.000Z",
        "2026-11-21T10:03:29.2999999Z, 2026-11-21T10:03:29.299Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "-0001-12-31T23:59:59.999Z, -0001-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00.001Z, 2024-02-29T00:00:00.001Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z",
    })
    void writesThreeDecimals(Instant instant, String text) {
        assertThat(WireTime.format(instant)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:03:29Z, 2026-11-21T10:03:29Z",
        "2026-11-21T10:03:29.299Z, 2026-11-21T10:03:29.299Z",
        "2026-11-21T10:03:29.299123456Z, 2026-11-21T10:03:29.299123456Z",
        "2026-11-21T11:03:29+01:00, 2026-11-21T10:03:29Z",
        "2026-11-21t10:03:29z, 2026-11-21T10:03:29Z",
        "+10000-01-01T00:00:00.000Z, +10000-01-01T00:00:00Z",
    })
    void readsWhatOthersWriteToo(String text, Instant instant) {
        assertThat(WireTime.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-21",
                "2026-11-21T10:03:29",
                "2026-11-21 10:03:29.299Z",
                "2026-13-21T10:03:29.299Z",
                "2026-00-21T10:03:29.299Z",
                "2026-02-29T10:03:29.299Z",
                "2026-11-21T10:60:29.299Z",
                "2026-11-21T10:03:61.299Z",
                "2026-11-21T10:03:29.29aZ",
                "2026-11-21T10:03:29,299Z",
                "2026-11-21T10:03:29.299+",
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> WireTime.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheJdkOnAnyInstant(long seed) {
        var jdk = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            // Years from before 1 to after 9999.
            Instant instant = Instant.ofEpochMilli(random.nextLong(-63_000_000_000_000L, 255_000_000_000_000L));
            assertThat(WireTime.format(instant)).isEqualTo(jdk.format(instant));
            assertThat(WireTime.parse(WireTime.format(instant))).isEqualTo(instant);
        }
    }

    @Test
    void theEndsOfTimeCanBeWritten() {
        assertThat(WireTime.parse(WireTime.format(Instant.MIN))).isEqualTo(Instant.MIN);
        assertThat(WireTime.format(Instant.MAX)).endsWith(".999Z");
    }
}
