package io.fluxstream.watcher.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, as if somebody had set it. */
public final class SettableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    public void isAhead(Duration difference) {
        ahead = difference;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
