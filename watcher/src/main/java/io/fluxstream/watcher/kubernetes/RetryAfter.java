package io.fluxstream.watcher.kubernetes;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long an API server asks to be left alone. */
final class RetryAfter {
    private RetryAfter() {}

    /** Reads the header's value, seconds or a date; null when it is neither or has passed. */
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            long seconds = Long.parseLong(text);
            return seconds == 0 ? null : Duration.ofSeconds(seconds);
        }
        try {
            Duration left = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return left.isNegative() || left.isZero() ? null : left;
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
