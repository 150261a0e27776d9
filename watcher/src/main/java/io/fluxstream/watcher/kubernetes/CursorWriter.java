package io.fluxstream.watcher.kubernetes;

import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.watcher.publish.Lane;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets a kind's cursor advance only behind acknowledged records. */
final class CursorWriter {
    private final Lane lane;
    private @Nullable Candidate candidate;
    private @Nullable WatchCursor written;

    CursorWriter(Lane lane) {
        this.lane = lane;
    }

    /**
     * Notes how far the kind now is, and says which cursor may be written.
     *
     * @param clusterUid null when it is not known: then there is no cursor worth writing
     * @param resourceVersion everything up to there has been appended to the lane; 0 for nothing
     * @return null when there is nothing new
     */
    @Nullable WatchCursor advance(String kind, @Nullable String clusterUid, long resourceVersion, long snapshot, Instant at) {
        WatchCursor due = null;
        Candidate waiting = candidate;
        if (waiting != null && lane.acknowledged() >= waiting.position) {
            candidate = null;
            if (!waiting.isSameAs(written)) {
                written = waiting.cursor;
                due = waiting.cursor;
            }
        }
        if (candidate == null && clusterUid != null && resourceVersion > 0) {
            candidate = new Candidate(
                    new WatchCursor(lane.cluster(), kind, resourceVersion, clusterUid, snapshot, at), lane.appended());
        }
        return due;
    }

    private record Candidate(WatchCursor cursor, long position) {
        boolean isSameAs(@Nullable WatchCursor other) {
            return other != null
                    && other.resourceVersion() == cursor.resourceVersion()
                    && other.snapshot() == cursor.snapshot()
                    && other.clusterUid().equals(cursor.clusterUid());
        }
    }
}
