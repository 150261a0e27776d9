package io.fluxstream.notify.alertmanager;

import java.time.Duration;
import java.time.Instant;

/** Until when an alert counts as firing unless it is said again. */
final class Lease {
    private Lease() {}

    /**
     * The first of the alert's own instants {@code since + n * length} that is at least one length away. The wall clock only
     * chooses among them, so two processes that speak for the same alert say the same.
     */
    static Instant endsAt(Instant since, Duration length, Instant now) {
        Instant least = (now.isAfter(since) ? now : since).plus(length);
        long millis = length.toMillis();
        long behind = Duration.between(since, least).toMillis();
        return since.plusMillis(-Math.floorDiv(-behind, millis) * millis);
    }
}
