package io.fluxstream.watcher.recording;

import io.fluxstream.watcher.object.WatchLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads ahead what a playback has to know of a cluster before it begins: its kinds, and where its lists stood. */
final class ClusterSurvey implements WatchLine.Handler {
    private final String cluster;
    private final SortedMap<String, List<Long>> snapshots = new TreeMap<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long lines;

    ClusterSurvey(String cluster) {
        this.cluster = cluster;
    }

    void add(RecordingLines.Line line) {
        if (first == null) {
            first = line.observedAt();
        }
        if (last == null || last.isBefore(line.observedAt())) {
            last = line.observedAt();
        }
        lines++;
        line.line().handle(this);
    }

    RecordedCluster result() {
        if (first == null || last == null) {
            throw new IllegalStateException("nothing was recorded of " + cluster);
        }
        return new RecordedCluster(cluster, first, last, lines, snapshots);
    }

    @Override
    public void upsert(WatchLine.Upsert line) {
        lists(line.object().kind());
    }

    @Override
    public void removal(WatchLine.Removal line) {
        lists(line.object().kind());
    }

    @Override
    public void bookmark(WatchLine.Bookmark line) {
        if (line.kind() != null) {
            List<Long> lists = lists(line.kind());
            if (line.initialEventsEnd()) {
                lists.add(line.resourceVersion());
            }
        }
    }

    @Override
    public void failure(WatchLine.Failure line) {}

    @Override
    public void unreadable(WatchLine.Unreadable line) {}

    private List<Long> lists(String kind) {
        return snapshots.computeIfAbsent(kind, unseen -> new ArrayList<>());
    }
}
