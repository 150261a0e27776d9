package io.fluxstream.cli.ask;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long ago something was, as short as kubectl says it. */
final class Age {
    private static final String UNKNOWN = "-";

    private Age() {}

    static String of(@Nullable Instant then, Instant now) {
        if (then == null) {
            return UNKNOWN;
        }
        Duration age = Duration.between(then, now);
        return age.isNegative() ? "0s" : of(age);
    }

    private static String of(Duration age) {
        long seconds = age.toSeconds();
        long minutes = age.toMinutes();
        long hours = age.toHours();
        if (minutes < 2) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return minutes + "m" + nonZero(age.toSecondsPart(), "s");
        }
        if (hours < 3) {
            return minutes + "m";
        }
        if (hours < 8) {
            return hours + "h" + nonZero(age.toMinutesPart(), "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        return age.toDays() < 8 ? age.toDays() + "d" + nonZero(age.toHoursPart(), "h") : age.toDays() + "d";
    }

    private static String nonZero(int rest, String unit) {
        return rest == 0 ? "" : rest + unit;
    }
}
