package io.fluxstream.watcher.kubernetes;

import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.watcher.object.KubernetesObject;
import io.fluxstream.watcher.object.WatchLine;
import io.fluxstream.watcher.publish.ClusterFeed;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes records of what is seen of a kind. An update that says nothing new makes none; a listed item always does. */
final class KindRecords implements KindSink {
    private static final Logger LOG = LoggerFactory.getLogger(KindRecords.class);
    private static final int MOST_COMPLAINTS = 100;

    private final ClusterFeed feed;
    private final String kind;
    private final Map<String, Long> published = new HashMap<>();
    private final Set<String> complaints = new HashSet<>();
    private Set<String> listed = new HashSet<>();
    private long snapshot;
    private long records;
    private long unreadable;
    private long lists;

    /** Goes on after the snapshot of that number. */
    KindRecords(ClusterFeed feed, String kind, long snapshot) {
        this.feed = feed;
        this.kind = kind;
        this.snapshot = snapshot;
    }

    /** The number of the last snapshot begun. */
    long snapshot() {
        return snapshot;
    }

    /** Records published of resources of the kind. */
    long records() {
        return records;
    }

    /** Objects and lines that could not be read. */
    long unreadable() {
        return unreadable;
    }

    /** Lists begun. */
    long lists() {
        return lists;
    }

    @Override
    public void listBegins(long resourceVersion, Instant at) {
        lists++;
        snapshot++;
        listed = new HashSet<>();
        feed.snapshotStarted(at, snapshot, kind, resourceVersion);
    }

    @Override
    public void item(WatchLine line, byte[] json, Instant at) {
        line.handle(new Publishing(at, true));
    }

    @Override
    public void listEnds(Instant at) {
        feed.snapshotCompleted(at, snapshot, kind, listed.size());
        published.keySet().retainAll(listed);
        listed = new HashSet<>();
    }

    @Override
    public void event(WatchLine line, byte[] bytes, int offset, int length, Instant at) {
        line.handle(new Publishing(at, false));
    }

    @Override
    public void reached(long resourceVersion, Instant at) {
        // Cursors are taken from the follower's position.
    }

    @Override
    public boolean isFull() {
        return feed.lane().isFull();
    }

    @Override
    public void whenRoom(Runnable task) {
        feed.lane().whenRoom(task);
    }

    /** One line or item at its time. */
    private final class Publishing implements WatchLine.Handler {
        private final Instant at;
        private final boolean isItem;

        private Publishing(Instant at, boolean isItem) {
            this.at = at;
            this.isItem = isItem;
        }

        @Override
        public void upsert(WatchLine.Upsert line) {
            KubernetesObject object = line.object();
            String key = object.namespace() + '/' + object.name();
            Observed observed = object.observed(feed.stamp(at, isItem ? snapshot : 0));
            long fingerprint = Fingerprint.of(observed);
            Long before = published.put(key, fingerprint);
            if (isItem) {
                listed.add(key);
            } else if (before != null && before == fingerprint) {
                return;
            }
            records++;
            feed.publish(observed);
        }

        @Override
        public void removal(WatchLine.Removal line) {
            KubernetesObject object = line.object();
            published.remove(object.namespace() + '/' + object.name());
            records++;
            feed.publish(object.deleted(feed.stamp(at, 0)));
        }

        @Override
        public void bookmark(WatchLine.Bookmark line) {
            // It moves the follower's position and makes no record.
        }

        @Override
        public void failure(WatchLine.Failure line) {
            // The follower decides what to do.
        }

        @Override
        public void unreadable(WatchLine.Unreadable line) {
            unreadable++;
            if (complaints.size() < MOST_COMPLAINTS && complaints.add(line.what())) {
                LOG.warn("cluster {}: {} is left out: it {}", feed.cluster(), line.what(), line.problem());
            }
        }
    }
}
