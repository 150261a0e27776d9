package io.fluxstream.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Event time: instants in UTC with a resolution of one millisecond, as the wire carries them. */
public final class EventTime {
    private static final DateTimeFormatter THREE_DECIMALS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final int LENGTH = "2026-11-21T10:03:29.299Z".length();
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS_PER_DAY = 86_400;

    private EventTime() {}

    /** The same instant without what is finer than a millisecond. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // only asks whether there is anything finer than a millisecond
    public static Instant of(Instant instant) {
        return instant.getNano() % 1_000_000 == 0 ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** RFC 3339 with exactly three decimals, as the wire writes it: {@code 2026-11-21T10:03:29.299Z}. */
    public static String format(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            return THREE_DECIMALS.format(instant);
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
        int ofDay = Math.floorMod(second, SECONDS_PER_DAY);
        byte[] text = new byte[LENGTH];
        digits(text, 0, 4, date.getYear(), '-');
        digits(text, 5, 2, date.getMonthValue(), '-');
        digits(text, 8, 2, date.getDayOfMonth(), 'T');
        digits(text, 11, 2, ofDay / 3_600, ':');
        digits(text, 14, 2, ofDay / 60 % 60, ':');
        digits(text, 17, 2, ofDay % 60, '.');
        digits(text, 20, 3, instant.getNano() / 1_000_000, 'Z');
        return new String(text, StandardCharsets.ISO_8859_1);
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
