package io.fluxstream.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @Test
    void isAsWideAsItsWidestCells() {
        Table table =
                new Table("NAME", "READY", "MESSAGE").row("podinfo", "True", "").row("ä", "False", "two\n lines");

        assertThat(table.lines(true))
                .containsExactly("NAME      READY   MESSAGE", "podinfo   True", "ä         False   two lines");
        assertThat(table.lines(false)).hasSize(2);
    }

    @Test
    void refusesARowThatDoesNotFit() {
        assertThatThrownBy(() -> new Table("A", "B").row("a")).hasMessage("a row has 2 cells, but was [a]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "150, 2m30s",
        "601, 10m",
        "10799, 179m",
        "10800, 3h",
        "11100, 3h5m",
        "30000, 8h",
        "172800, 2d",
        "180000, 2d2h",
        "700000, 8d",
        "-5, 0s"
    })
    void agesAreAsShortAsKubectlSaysThem(long seconds, String age) {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");

        assertThat(Age.of(now.minus(Duration.ofSeconds(seconds)), now)).isEqualTo(age);
    }

    @Test
    void hashesOfRevisionsAreShort() {
        assertThat(Cells.shortRevision("main@sha1:c58b0123456789abcdef0123456789abcdef0123"))
                .isEqualTo("main@sha1:c58b0123");
        assertThat(Cells.shortRevision("1.1.0")).isEqualTo("1.1.0");
        assertThat(Cells.shortRevision(null)).isEqualTo("-");
    }
}
