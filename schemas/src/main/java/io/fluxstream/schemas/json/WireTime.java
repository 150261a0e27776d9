package io.fluxstream.schemas.json;

import io.fluxstream.domain.EventTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Times on the wire: RFC 3339, UTC, exactly three decimals. Whatever ISO 8601 instant comes in can be read. */
public final class WireTime {
    private static final int SECONDS_LENGTH = "2026-11-21T10:03:29Z".length();
    private static final int MILLIS_LENGTH = "2026-11-21T10:03:29.299Z".length();
    private static final int SECONDS_PER_DAY = 86_400;

    private WireTime() {}

    public static String format(Instant instant) {
        return EventTime.format(instant);
    }

    /**
     * Reads a time.
     *
     * @throws DateTimeException if it is none
     */
    public static Instant parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    static Instant parse(char[] text, int offset, int length) {
        if (isCommon(text, offset, length)) {
            long day = LocalDate.of(number(text, offset, 4), number(text, offset + 5, 2), number(text, offset + 8, 2))
                    .toEpochDay();
            int hour = number(text, offset + 11, 2);
            int minute = number(text, offset + 14, 2);
            int second = number(text, offset + 17, 2);
            if (hour < 24 && minute < 60 && second < 60) {
                int millis = length == MILLIS_LENGTH ? number(text, offset + 20, 3) : 0;
                return Instant.ofEpochSecond(
                        day * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second, millis * 1_000_000L);
            }
        }
        return DateTimeFormatter.ISO_INSTANT.parse(new String(text, offset, length), Instant::from);
    }

    /** Whether it has the shape of {@code 2026-11-21T10:03:29Z} or {@code 2026-11-21T10:03:29.299Z}. */
    private static boolean isCommon(char[] text, int offset, int length) {
        String shape = length == MILLIS_LENGTH
                ? "0000-00-00T00:00:00.000Z"
                : length == SECONDS_LENGTH ? "0000-00-00T00:00:00Z" : "";
        for (int i = 0; i < shape.length(); i++) {
            char wanted = shape.charAt(i);
            char c = text[offset + i];
            if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return !shape.isEmpty();
    }

    private static int number(char[] text, int offset, int length) {
        int number = 0;
        for (int i = offset; i < offset + length; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }
}
