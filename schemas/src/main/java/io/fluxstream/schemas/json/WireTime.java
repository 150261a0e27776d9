package io.fluxstream.schemas.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times on the wire: RFC 3339, UTC, exactly three decimals. Whatever ISO 8601 instant comes in can be read. */
public final class WireTime {
    private static final DateTimeFormatter THREE_DECIMALS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final int SECONDS_LENGTH = "2026-11-21T10:03:29Z".length();
    private static final int MILLIS_LENGTH = "2026-11-21T10:03:29.299Z".length();
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS_PER_DAY = 86_400;

    private WireTime() {}

    public static String format(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            return THREE_DECIMALS.format(instant);
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
        int ofDay = Math.floorMod(second, SECONDS_PER_DAY);
        byte[] text = new byte[MILLIS_LENGTH];
        digits(text, 0, 4, date.getYear(), '-');
        digits(text, 5, 2, date.getMonthValue(), '-');
        digits(text, 8, 2, date.getDayOfMonth(), 'T');
        digits(text, 11, 2, ofDay / 3_600, ':');
        digits(text, 14, 2, ofDay / 60 % 60, ':');
        digits(text, 17, 2, ofDay % 60, '.');
        digits(text, 20, 3, instant.getNano() / 1_000_000, 'Z');
        return new String(text, StandardCharsets.ISO_8859_1);
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

    private static void digits(byte[] text, int offset, int length, int number, char behind) {
        int rest = number;
        for (int i = offset + length - 1; i >= offset; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        text[offset + length] = (byte) behind;
    }
}
