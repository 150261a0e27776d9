package io.fluxstream.domain.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The masks against the regular expressions that say what they are. */
class FingerprintMaskTest {
    private static final List<String> PIECES = List.of(
            "2026-01-05T10:00:00Z",
            "2026-01-05t10:00:00.5+02:00",
            "1h2m",
            "3.5\u00b5s",
            "30ms",
            "7n",
            "s",
            "m",
            "T",
            "Z",
            ".",
            "-",
            ":",
            "_",
            " ",
            "c58b0a1",
            "deadbee",
            "abcdef",
            "123456",
            "12345",
            "9",
            "4",
            "x",
            "G",
            "<time>",
            "<number>",
            "\u00e9");

    @Test
    void masksWhatTheExpressionsWould() {
        Random random = new Random(20261121);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder message = new StringBuilder();
            for (int pieces = random.nextInt(7); pieces >= 0; pieces--) {
                message.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String text = message.toString();
            assertThat(Fingerprint.mask(text)).describedAs(text).isEqualTo(byExpressions(text));
        }
    }

    private static String byExpressions(String message) {
        return message.replaceAll(
                        "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:[Zz]|[+-]\\d{2}:\\d{2})", "<time>")
                .replaceAll(
                        "(?<![0-9A-Za-z.])(?:\\d+(?:\\.\\d+)?(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+(?![0-9A-Za-z])",
                        "<duration>")
                .replaceAll("[0-9A-Fa-f]{7,}", "<number>")
                .replaceAll("\\d{6,}", "<number>");
    }
}
