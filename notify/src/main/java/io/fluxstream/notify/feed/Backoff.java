package io.fluxstream.notify.feed;

import java.time.Duration;

/**
 * How long to wait before the next attempt: twice as long each time, never longer than a limit, and always the same, for one
 * client needs no jitter.
 */
final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final Duration first;
    private final Duration most;
    private int failures;

    Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
    }

    /**
     * After one more failure.
     *
     * @param asked how long the other side asks for; counts up to the limit
     */
    Duration next(Duration asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        Duration wait = doubled.compareTo(asked) < 0 ? asked : doubled;
        return wait.compareTo(most) < 0 ? wait : most;
    }

    Duration most() {
        return most;
    }

    void reset() {
        failures = 0;
    }

    /** Whether the last attempt failed. */
    boolean isFailing() {
        return failures > 0;
    }
}
