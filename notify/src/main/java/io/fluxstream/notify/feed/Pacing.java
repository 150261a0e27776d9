package io.fluxstream.notify.feed;

import java.time.Duration;

/**
 * How fast failed attempts follow each other.
 *
 * @param first the wait after the first failure; doubled after each further one
 * @param most the longest wait
 */
public record Pacing(Duration first, Duration most) {
    public static final Pacing DEFAULT = new Pacing(Duration.ofSeconds(1), Duration.ofMinutes(1));

    public Pacing {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retryAtMost must be at least " + first.toMillis() + " ms, but was " + most.toMillis() + " ms");
        }
    }

    /** With the usual first wait. */
    public static Pacing atMost(Duration most) {
        return new Pacing(DEFAULT.first, most);
    }
}
