package io.fluxstream.schemas;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic and what its values are.
 *
 * @param retention how long records are kept; null for a compacted topic, which keeps the newest of each key
 */
public record Topic<V>(
        String name, WireCodec<V> codec, @Nullable Duration retention) {
    /** How long a compacted topic keeps tombstones. */
    public static final Duration TOMBSTONES = Duration.ofDays(7);

    public boolean isCompacted() {
        return retention == null;
    }
}
