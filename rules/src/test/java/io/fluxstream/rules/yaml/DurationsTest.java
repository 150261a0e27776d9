package io.fluxstream.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0,PT0S,0s",
        "0s,PT0S,0s",
        "90s,PT90S,1m30s",
        "5m,PT5M,5m",
        "1h30m,PT90M,1h30m",
        "1d,PT24H,1d",
        "2w,PT336H,14d",
        "1y,PT8760H,365d",
        "1s500ms,PT1.5S,1s500ms",
        "1y1w1d1h1m1s1ms,PT8953H1M1.001S,373d1h1m1s1ms"
    })
    void readsAndWritesPrometheusForm(String text, Duration duration, String written) {
        assertThat(Durations.parse(text)).contains(duration);
        assertThat(Durations.format(duration)).isEqualTo(written);
        assertThat(Durations.parse(written)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "m",
                "5 m",
                "5m ",
                "-5m",
                "5m1h",
                "5m5m",
                "1.5h",
                "5M",
                "99999999999s",
                "999999999y"
            })
    void knowsNoOtherForm(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
