package io.fluxstream.history.replay;

import io.fluxstream.history.log.HistoryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay came.
 *
 * @param records that were judged
 * @param leftOut records that do not count: dead letters, and types of a later version
 * @param stopped whether it was told to end before the history did
 * @param broken why the history could not be read to its end; null when it was
 * @param clusters in order of their names
 */
public record Replayed(
        long records,
        long leftOut,
        boolean stopped,
        @Nullable HistoryException broken,
        List<Stretch> clusters) {
    public Replayed {
        clusters = List.copyOf(clusters);
    }

    /** Whether all of the history was judged. */
    public boolean isComplete() {
        return !stopped && broken == null;
    }
}
