package io.fluxstream.domain.engine;

import io.fluxstream.domain.view.FluxClusterStatus.KindStatus;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is remembered of one kind of a cluster: how well it is known, its open snapshot, and the timers of its resources. */
final class KindMemory {
    /** How long after its last {@code live: true} a kind counts as live, in milliseconds. */
    static final long LEASE = 15_000;

    private static final long NO_LEASE = Long.MAX_VALUE;

    final String kind;
    final NavigableSet<AlertTimer> timers = new TreeSet<>(AlertTimer.BY_DUE);

    /** The end of the lease; {@link #NO_LEASE} before the first heartbeat. */
    private long liveUntil = NO_LEASE;

    /** Whether heartbeats have named it and none has called it live. */
    private boolean neverLive;

    /** Whether the newest heartbeat names the kind. */
    boolean named;

    @Nullable String error;

    /** How many snapshots were ever started: marks are told apart by it, as a watcher's numbers may begin again. */
    long snapshots;

    /** The number of the open snapshot as the watcher counts; 0 while none is open. */
    long openSnapshot;

    /** How many resources the open snapshot has listed. */
    long listed;

    /** The greatest resource version applied. */
    long highest = ResourceMemory.NO_VERSION;

    /** How many resources are known and not gone. */
    int resources;

    boolean dirty;

    KindMemory(String kind) {
        this.kind = kind;
    }

    boolean hasHeartbeat() {
        return liveUntil != NO_LEASE;
    }

    long liveUntil() {
        return liveUntil;
    }

    /** Whether a moment lies inside what is known of the kind. */
    boolean covers(long moment) {
        return moment <= liveUntil;
    }

    /** Whether it is followed at that moment; one without heartbeats counts as live. */
    boolean isLive(long moment) {
        return !neverLive && covers(moment);
    }

    void saysLive(long t) {
        liveUntil = t + LEASE;
        neverLive = false;
    }

    void saysNotLive(long t) {
        if (!hasHeartbeat()) {
            liveUntil = t;
            neverLive = true;
        }
    }

    /** The next moment at which one of its timers is due and not held, or {@link AlertTimer#NEVER}. */
    long nextDue() {
        if (timers.isEmpty()) {
            return AlertTimer.NEVER;
        }
        long due = timers.first().next();
        return covers(due) ? due : AlertTimer.NEVER;
    }

    KindStatus status(long clock) {
        return new KindStatus(
                kind, isLive(clock), hasHeartbeat() ? Instant.ofEpochMilli(liveUntil) : null, resources, error);
    }

    void write(RowWriter out) {
        out.number(liveUntil);
        out.bool(neverLive);
        out.bool(named);
        out.optional(error);
        out.number(snapshots);
        out.number(openSnapshot);
        out.number(listed);
        out.number(highest);
    }

    void read(RowReader in) {
        liveUntil = in.number();
        neverLive = in.bool();
        named = in.bool();
        error = in.optional();
        snapshots = in.number();
        openSnapshot = in.number();
        listed = in.number();
        highest = in.number();
    }
}
