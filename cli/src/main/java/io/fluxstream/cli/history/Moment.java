package io.fluxstream.cli.history;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.config.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Moments as people name them: a time, a day, or how long ago. */
public final class Moment {
    private static final int LONGEST_AGE = "9999d".length() + 8;

    private Moment() {}

    /** The moment that an option names; null when it is not given. */
    static @Nullable Instant parse(String option, @Nullable String text) {
        return text == null ? null : require(option, text);
    }

    /**
     * The moment that an option names.
     *
     * @throws CommandFailure if it names none
     */
    public static Instant require(String option, String text) {
        try {
            if (text.length() <= LONGEST_AGE && text.matches("[0-9]+(ms|s|m|h|d).*")) {
                return Instant.now().minus(Durations.parse(text)).truncatedTo(ChronoUnit.MILLIS);
            }
            return text.length() == "2026-11-21".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw CommandFailure.usage(
                    option + " must be a time such as 2026-11-21T10:00:00Z, a day such as 2026-11-21,"
                            + " or how long ago, such as 90m or 7d, but was \"" + text + "\"");
        }
    }
}
