package io.fluxstream.history.backtest;

import io.fluxstream.domain.resource.ResourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that one rule set raised otherwise than the other.
 *
 * @param firedAt under the rules; null if it did not fire
 * @param otherFiredAt under those they are compared with; null if it did not fire
 */
public record Difference(
        Kind kind,
        String rule,
        ResourceId resource,
        Instant since,
        @Nullable Instant firedAt,
        @Nullable Instant otherFiredAt) {
    /** How they differ. */
    public enum Kind {
        /** It fired only under the rules. */
        NEW,
        /** It fired only under those they are compared with. */
        GONE,
        /** It fired under both, sooner under the rules. */
        EARLIER,
        /** It fired under both, later under the rules. */
        LATER
    }
}
