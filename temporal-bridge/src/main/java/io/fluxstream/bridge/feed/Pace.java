package io.fluxstream.bridge.feed;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * How often one workflow may be signalled: at most four times in any second, the first at once. One of the four is kept
 * for alerts, so that status never makes an alert wait for its turn; where both wait they go together. In a large fleet, or with a slow
 * server, it rests for longer between two.
 */
final class Pace {
    private static final int PER_SECOND = 4;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN_URGENT = SECOND / PER_SECOND;
    private static final long BETWEEN_OTHERS = SECOND / (PER_SECOND - 1);

    private final ArrayDeque<Long> sent = new ArrayDeque<>();
    private long lastUrgent;
    private long lastOther;
    private boolean anyUrgent;
    private boolean anyOther;

    /**
     * For how many nanoseconds a signal must still wait; 0 when it may go.
     *
     * @param alerts whether it brings alerts
     * @param status whether it brings anything else
     * @param rest the shortest time between two that bring the same
     */
    long waits(boolean alerts, boolean status, long rest, long now) {
        long allowed = Long.MAX_VALUE;
        if (alerts) {
            allowed = anyUrgent ? lastUrgent + Math.max(BETWEEN_URGENT, rest) : now;
        }
        if (status) {
            allowed = Math.min(allowed, anyOther ? lastOther + Math.max(BETWEEN_OTHERS, rest) : now);
        }
        allowed = Math.max(allowed, now);
        if (sent.size() == PER_SECOND) {
            allowed = Math.max(allowed, sent.getFirst() + SECOND);
        }
        return allowed - now;
    }

    void sent(boolean alerts, boolean status, long now) {
        sent.addLast(now);
        if (sent.size() > PER_SECOND) {
            sent.removeFirst();
        }
        if (alerts) {
            lastUrgent = now;
            anyUrgent = true;
        }
        if (status) {
            lastOther = now;
            anyOther = true;
        }
    }
}
