package io.fluxstream.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Event time: instants in UTC with a resolution of one millisecond, as the wire carries them. */
public final class EventTime {
    // A fixed pattern of digits only: no locale takes part.
    private static final DateTimeFormatter THREE_DECIMALS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventTime() {}

    /** The same instant without what is finer than a millisecond. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // only asks whether there is anything finer than a millisecond
    public static Instant of(Instant instant) {
        return instant.getNano() % 1_000_000 == 0 ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** RFC 3339 with exactly three decimals, as the wire writes it: {@code 2026-11-21T10:03:29.299Z}. */
    public static String format(Instant instant) {
        return THREE_DECIMALS.format(instant);
    }
}
