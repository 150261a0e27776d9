package io.fluxstream.watcher.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a recording holds of one cluster, known once it was read to its end.
 *
 * @param snapshots per kind, in order of kind, the resource versions at which its lists were taken; empty for a kind that was
 *     only watched
 */
public record RecordedCluster(
        String cluster, Instant first, Instant last, long lines, SortedMap<String, List<Long>> snapshots) {
    public RecordedCluster {
        snapshots = new TreeMap<>(snapshots);
    }

    RecordedCluster(String cluster, Instant first, Instant last, long lines, Map<String, List<Long>> snapshots) {
        this(cluster, first, last, lines, new TreeMap<>(snapshots));
    }
}
