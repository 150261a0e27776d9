package io.fluxstream.schemas;

import io.fluxstream.domain.EventTime;
import java.time.Instant;

/**
 * How far one kind of one cluster has been read and published; its key is {@code cluster/kind}.
 *
 * @param clusterUid the uid of namespace kube-system, by which a rebuilt cluster is told
 * @param snapshot the number of the kind's last snapshot
 */
public record WatchCursor(
        String cluster, String kind, long resourceVersion, String clusterUid, long snapshot, Instant at) {
    public WatchCursor {
        at = EventTime.of(at);
    }

    public String key() {
        return cluster + '/' + kind;
    }
}
