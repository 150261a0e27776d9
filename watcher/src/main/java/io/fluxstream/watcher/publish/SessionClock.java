package io.fluxstream.watcher.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Notices when the system clock was set, or the machine slept: its time and the monotonic one then drift apart. */
final class SessionClock {
    private static final Duration MOST_APART = Duration.ofSeconds(1);

    private final Clock wall;
    private final LongSupplier monotonicNanos;
    private Instant wallStart;
    private long monotonicStart;

    SessionClock(Clock wall, LongSupplier monotonicNanos) {
        this.wall = wall;
        this.monotonicNanos = monotonicNanos;
        wallStart = wall.instant();
        monotonicStart = monotonicNanos.getAsLong();
    }

    /** Whether the two are more than a second apart since the session began; then a new one is to begin here. */
    ClockJump jump() {
        Instant wallNow = wall.instant();
        long monotonicNow = monotonicNanos.getAsLong();
        Duration ahead = Duration.between(wallStart, wallNow).minusNanos(monotonicNow - monotonicStart);
        if (ahead.abs().compareTo(MOST_APART) <= 0) {
            return ClockJump.NONE;
        }
        wallStart = wallNow;
        monotonicStart = monotonicNow;
        return ahead.isNegative() ? ClockJump.BACK : ClockJump.AHEAD;
    }
}
