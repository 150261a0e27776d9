package io.fluxstream.cli.history;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lengths of time with the two units that matter: {@code 6m42s}, {@code 3d4h}. */
final class Spans {
    private Spans() {}

    static String of(@Nullable Duration span) {
        if (span == null) {
            return "-";
        }
        if (span.toMillis() < 10_000 && span.toMillis() % 1_000 != 0) {
            return String.format(Locale.ROOT, "%.1fs", span.toMillis() / 1000.0);
        }
        if (span.toDays() > 0) {
            return span.toDays() + "d" + rest(span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return span.toHours() + "h" + rest(span.toMinutesPart(), "m");
        }
        return span.toMinutes() > 0 ? span.toMinutes() + "m" + rest(span.toSecondsPart(), "s") : span.toSeconds() + "s";
    }

    private static String rest(int rest, String unit) {
        return rest == 0 ? "" : rest + unit;
    }
}
