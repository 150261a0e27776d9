package io.fluxstream.watcher.recording;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.watcher.object.KubernetesObject;
import io.fluxstream.watcher.object.Stamp;
import io.fluxstream.watcher.object.WatchLine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Turns the recorded lines of one cluster into the records of a watcher.
 *
 * <p>Heartbeats come every 5 s of recorded time and in place of bookmarks, so that every line moves the cluster's clock. All
 * kinds of the recording are live from its first line to its last.
 */
final class ClusterPlayback implements WatchLine.Handler {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final RecordedCluster recorded;
    private final String session;
    private final Duration shift;
    private final Consumer<FluxStatusEvent> sink;
    private final Map<String, KindPlayback> kinds = new TreeMap<>();
    private Instant now;
    private Instant nextHeartbeat;
    private boolean started;

    ClusterPlayback(RecordedCluster recorded, String session, Duration shift, Consumer<FluxStatusEvent> sink) {
        this.recorded = recorded;
        this.session = session;
        this.shift = shift;
        this.sink = sink;
        now = recorded.first();
        nextHeartbeat = now;
        recorded.snapshots().forEach((kind, lists) -> kinds.put(kind, new KindPlayback(kind, lists)));
    }

    void play(RecordingLines.Line line) {
        if (!started) {
            started = true;
            sink.accept(new FluxStatusEvent.SessionStarted(cluster(), session, shifted(now)));
            heartbeat(now);
        }
        while (nextHeartbeat.isBefore(line.observedAt())) {
            now = nextHeartbeat;
            heartbeat(now);
        }
        now = line.observedAt();
        line.line().handle(this);
    }

    private void heartbeat(Instant at) {
        List<KindLiveness> live = kinds.values().stream()
                .map(kind -> new KindLiveness(
                        kind.name, true, kind.resourceVersion == 0 ? null : kind.resourceVersion, null))
                .toList();
        sink.accept(new FluxStatusEvent.Heartbeat(cluster(), session, shifted(at), live));
        if (!nextHeartbeat.isAfter(at)) {
            nextHeartbeat = nextHeartbeat.plus(HEARTBEAT);
        }
    }

    @Override
    public void upsert(WatchLine.Upsert line) {
        KubernetesObject object = line.object();
        KindPlayback kind = kind(object.kind());
        kind.beginSnapshotIfDue();
        long snapshot = kind.listing && line.added() ? kind.listed(object) : 0;
        kind.moveTo(object.resourceVersion());
        sink.accept(object.observed(stamp(snapshot)));
    }

    @Override
    public void removal(WatchLine.Removal line) {
        KindPlayback kind = kind(line.object().kind());
        kind.moveTo(line.object().resourceVersion());
        sink.accept(line.object().deleted(stamp(0)));
    }

    @Override
    public void bookmark(WatchLine.Bookmark line) {
        if (line.kind() != null) {
            KindPlayback kind = kind(line.kind());
            if (line.initialEventsEnd()) {
                kind.beginSnapshotIfDue();
                kind.endSnapshot();
            }
            kind.moveTo(line.resourceVersion());
        }
        heartbeat(now);
    }

    /** The watch of a kind broke; what follows is its next list. */
    @Override
    public void failure(WatchLine.Failure line) {
        for (KindPlayback kind : kinds.values()) {
            if (line.kind() == null || line.kind().equals(kind.name)) {
                kind.listIsDue = true;
            }
        }
        heartbeat(now);
    }

    @Override
    public void unreadable(WatchLine.Unreadable line) {
        heartbeat(now);
    }

    private KindPlayback kind(String name) {
        KindPlayback kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("the recording was changed while it was played: " + name + " is new");
        }
        return kind;
    }

    private String cluster() {
        return recorded.cluster();
    }

    private Instant shifted(Instant at) {
        return at.plus(shift);
    }

    private Stamp stamp(long snapshot) {
        return new Stamp(cluster(), session, shifted(now), snapshot, shift);
    }

    /** Where the playback of one kind stands. */
    private final class KindPlayback {
        private final String name;
        /** The lists of the whole recording; the number of the next one is their index and one. */
        private final List<Long> lists;

        private final Set<String> items = new HashSet<>();
        private int listsBegun;
        private boolean listIsDue = true;
        private boolean listing;
        private long resourceVersion;

        private KindPlayback(String name, List<Long> lists) {
            this.name = name;
            this.lists = lists;
        }

        /** Begins a snapshot where one is due and the recording holds its end. */
        private void beginSnapshotIfDue() {
            if (!listIsDue || listsBegun == lists.size()) {
                return;
            }
            listIsDue = false;
            listing = true;
            items.clear();
            long listedAt = lists.get(listsBegun);
            listsBegun++;
            sink.accept(
                    new FluxStatusEvent.SnapshotStarted(cluster(), session, shifted(now), listsBegun, name, listedAt));
        }

        private long listed(KubernetesObject object) {
            items.add(object.namespace() + '/' + object.name());
            return listsBegun;
        }

        private void endSnapshot() {
            if (listing) {
                listing = false;
                sink.accept(new FluxStatusEvent.SnapshotCompleted(
                        cluster(), session, shifted(now), listsBegun, name, items.size()));
                items.clear();
            }
        }

        private void moveTo(long version) {
            resourceVersion = Math.max(resourceVersion, version);
        }
    }
}
