package io.fluxstream.domain.rule;

import java.time.Duration;

/**
 * How often a resource must change between READY and FAILED to count as flapping.
 *
 * @param changes within the window, from 2 to {@link #MAX_CHANGES}
 * @param within the window; at least a millisecond
 */
public record Flapping(int changes, Duration within) {
    /** As many changes of a resource are remembered. */
    public static final int MAX_CHANGES = 32;

    public Flapping {
        if (changes < 2 || changes > MAX_CHANGES) {
            throw new IllegalArgumentException(
                    "changes of flapping must be from 2 to " + MAX_CHANGES + ", but was " + changes);
        }
        if (within.isNegative() || within.toMillis() == 0) {
            throw new IllegalArgumentException("within of flapping must be at least a millisecond, but was " + within);
        }
    }
}
