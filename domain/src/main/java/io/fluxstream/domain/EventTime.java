package io.fluxstream.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Event time: instants in UTC with a resolution of one millisecond, as the wire carries them. */
public final class EventTime {
    private EventTime() {}

    /** The same instant without what is finer than a millisecond. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // only asks whether there is anything finer than a millisecond
    public static Instant of(Instant instant) {
        return instant.getNano() % 1_000_000 == 0 ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
