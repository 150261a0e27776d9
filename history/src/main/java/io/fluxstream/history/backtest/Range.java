package io.fluxstream.history.backtest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that is asked about; what came before only warms the engines up.
 *
 * @param since the first instant that belongs to it; null for the beginning of the history
 * @param until the first instant that does not; null for its end
 */
public record Range(@Nullable Instant since, @Nullable Instant until) {
    public static final Range ALL = new Range(null, null);

    public Range {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new IllegalArgumentException(
                    "since must be before until, but was " + since + " and until was " + until);
        }
    }

    /** Whether a moment belongs to it. */
    public boolean contains(Instant at) {
        return (since == null || !at.isBefore(since)) && !isPast(at);
    }

    boolean isPast(Instant at) {
        return until != null && !at.isBefore(until);
    }
}
