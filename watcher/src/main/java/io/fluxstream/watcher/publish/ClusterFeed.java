package io.fluxstream.watcher.publish;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.watcher.object.Stamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sequencer of one cluster: every record passes through here, gets the session and a time that never goes back. */
public final class ClusterFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterFeed.class);

    private final Lane lane;
    private final Supplier<String> sessions;
    private final SessionClock sessionClock;
    private String session = "";
    private Instant last = Instant.EPOCH;
    private long lastHeartbeat;

    public ClusterFeed(Lane lane, Supplier<String> sessions, Clock clock, LongSupplier monotonicNanos) {
        this.lane = lane;
        this.sessions = sessions;
        sessionClock = new SessionClock(clock, monotonicNanos);
    }

    public Lane lane() {
        return lane;
    }

    public String cluster() {
        return lane.cluster();
    }

    public String session() {
        return session;
    }

    /** Begins a session: from here on records of earlier ones do not count. */
    public void startSession(Instant at) {
        session = sessions.get();
        // A clock that was set back is taken as it is: readers keep the later time.
        last = at;
        lane.append(new FluxStatusEvent.SessionStarted(cluster(), session, at));
    }

    /**
     * Begins a new session if the system clock has jumped.
     *
     * @return whether it did: what was under way, such as a snapshot, then counts for nothing
     */
    public boolean startSessionIfClockJumped(Instant at) {
        if (!sessionClock.hasJumped()) {
            return false;
        }
        startSession(at);
        LOG.warn("cluster {}: the system clock jumped, session {} begins", cluster(), session);
        return true;
    }

    /** What to stamp a record with that is published next. */
    public Stamp stamp(Instant at, long snapshot) {
        last = at.isAfter(last) ? at : last;
        return Stamp.of(cluster(), session, last, snapshot);
    }

    public void publish(FluxStatusEvent event) {
        lane.append(event);
    }

    public void snapshotStarted(Instant at, long snapshot, String kind, long resourceVersion) {
        Stamp stamp = stamp(at, snapshot);
        publish(new FluxStatusEvent.SnapshotStarted(
                stamp.cluster(), stamp.session(), stamp.observedAt(), snapshot, kind, resourceVersion));
    }

    public void snapshotCompleted(Instant at, long snapshot, String kind, long count) {
        Stamp stamp = stamp(at, snapshot);
        publish(new FluxStatusEvent.SnapshotCompleted(
                stamp.cluster(), stamp.session(), stamp.observedAt(), snapshot, kind, count));
    }

    /** Left out while Kafka has not even taken the last one: heartbeats must not pile up. */
    public void heartbeat(Instant at, List<KindLiveness> kinds) {
        if (lane.isFull() || lane.acknowledged() < lastHeartbeat) {
            return;
        }
        Stamp stamp = stamp(at, 0);
        lastHeartbeat =
                lane.append(new FluxStatusEvent.Heartbeat(stamp.cluster(), stamp.session(), stamp.observedAt(), kinds));
    }
}
