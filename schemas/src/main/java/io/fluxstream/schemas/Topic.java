package io.fluxstream.schemas;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic and what its values are.
 *
 * @param retention how long records are kept; null for a compacted topic, which keeps the newest of each key
 * @param isWhole it has one partition, however many the others have, since its records are about no cluster
 */
public record Topic<V>(
        String name, WireCodec<V> codec, @Nullable Duration retention, boolean isWhole) {
    /** How long a compacted topic keeps tombstones. */
    public static final Duration TOMBSTONES = Duration.ofDays(7);

    /** Of a compacted topic: a segment that is still written to is not compacted, and a quiet topic would fill none. */
    public static final Duration SEGMENTS = Duration.ofHours(1);

    /** How many partitions it has where those of the clusters have so many. */
    public int partitions(int ofClusters) {
        return isWhole ? 1 : ofClusters;
    }

    public boolean isCompacted() {
        return retention == null;
    }
}
