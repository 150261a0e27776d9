package io.fluxstream.domain.rule;

import java.time.Duration;

/**
 * How often a resource must change between READY and FAILED to count as flapping.
 *
 * @param changes within the window, from 2 to {@link #MAX_CHANGES}
 * @param within the window; at least a millisecond, at most {@link Rule#LONGEST}
 */
public record Flapping(int changes, Duration within) {
    /** As many changes of a resource are remembered. */
    public static final int MAX_CHANGES = 32;

    public Flapping {
        if (changes < 2 || changes > MAX_CHANGES) {
            throw new IllegalArgumentException(
                    "changes of flapping must be from 2 to " + MAX_CHANGES + ", but was " + changes);
        }
        if (within.isNegative() || within.toMillis() == 0 || within.compareTo(Rule.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "within of flapping must be from 1 ms to " + Rule.LONGEST.toDays() + " days, but was " + within);
        }
    }
}
