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
    private final Clock clock;
    private final SessionClock sessionClock;
    private String session = "";
    private Instant last = Instant.EPOCH;
    private long lastHeartbeat;

    public ClusterFeed(Lane lane, Supplier<String> sessions, Clock clock, LongSupplier monotonicNanos) {
        this.lane = lane;
        this.sessions = sessions;
        this.clock = clock;
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

    /** Begins a session, now: from here on records of earlier ones do not count. */
    public void startSession() {
        session = sessions.get();
        // A clock that was set back is taken as it is: readers keep the later time.
        last = clock.instant();
        lane.append(new FluxStatusEvent.SessionStarted(cluster(), session, last));
    }

    /** Begins a new session if the system clock has jumped. */
    public ClockJump startSessionIfClockJumped() {
        ClockJump jump = sessionClock.jump();
        if (jump != ClockJump.NONE) {
            startSession();
            LOG.warn("cluster {}: the system clock was set {}, session {} begins", cluster(), jump.words(), session);
        }
        return jump;
    }

    /** What to stamp a record with that is published next. */
    public Stamp stamp(Instant at, long snapshot) {
        // What arrived before the clock was set back must not take its time along into the session that has begun
        // since.
        Instant now = clock.instant();
        Instant notAhead = at.isAfter(now) ? now : at;
        last = notAhead.isAfter(last) ? notAhead : last;
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
