package io.fluxstream.bridge.feed;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * How often one workflow may be signalled: at most four times in any second, the first at once. One of the four is kept
 * for alerts, so that status never makes an alert wait for its turn.
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

    /** For how many nanoseconds such a signal must still wait; 0 when it may go. */
    long waits(boolean urgent, long now) {
        long allowed = now;
        if (urgent && anyUrgent) {
            allowed = Math.max(allowed, lastUrgent + BETWEEN_URGENT);
        }
        if (!urgent && anyOther) {
            allowed = Math.max(allowed, lastOther + BETWEEN_OTHERS);
        }
        if (sent.size() == PER_SECOND) {
            allowed = Math.max(allowed, sent.getFirst() + SECOND);
        }
        return allowed - now;
    }

    void sent(boolean urgent, long now) {
        sent.addLast(now);
        if (sent.size() > PER_SECOND) {
            sent.removeFirst();
        }
        if (urgent) {
            lastUrgent = now;
            anyUrgent = true;
        } else {
            lastOther = now;
            anyOther = true;
        }
    }
}
