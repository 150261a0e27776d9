package io.fluxstream.history.simulate;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The watcher of a simulated cluster, and the API server's count of what was written: what is written comes out as records. */
final class SimulatedWatcher {
    private static final int SESSION_DIGITS = 6;

    private final String cluster;
    private final Agenda agenda;
    private final Chance chance;
    private final Collection<SimulatedResource> resources;
    private final Deque<FluxStatusEvent> records = new ArrayDeque<>();
    private final SortedMap<String, Long> snapshots = new TreeMap<>();
    private String session = "";
    private long version = 1_000;
    private @Nullable String blindness;

    SimulatedWatcher(String cluster, Agenda agenda, Chance chance, Collection<SimulatedResource> resources) {
        this.cluster = cluster;
        this.agenda = agenda;
        this.chance = chance;
        this.resources = resources;
    }

    /** The next record that is ready, or null. */
    @Nullable FluxStatusEvent poll() {
        return records.poll();
    }

    /** The resource was written to the API server. */
    void wrote(SimulatedResource resource) {
        resource.resourceVersion = nextVersion();
        if (blindness == null) {
            records.add(resource.observed(session, now(), 0));
        }
    }

    void deleted(SimulatedResource resource) {
        resource.exists = false;
        resource.resourceVersion = nextVersion();
        if (blindness == null) {
            records.add(new Deleted(resource.id, session, now(), resource.uid, resource.resourceVersion));
        }
    }

    /** A write that comes before the watcher's first look. */
    void holds(SimulatedResource resource) {
        resource.resourceVersion = nextVersion();
    }

    void startSession() {
        session = chance.hex(SESSION_DIGITS);
        records.add(new SessionStarted(cluster, session, now()));
        snapshotOfAll();
        heartbeat();
    }

    void snapshotOfAll() {
        List.copyOf(kinds().keySet()).forEach(this::snapshot);
    }

    void snapshot(String kind) {
        if (blindness != null) {
            return;
        }
        long number = kinds().merge(kind, 1L, Long::sum);
        records.add(new SnapshotStarted(cluster, session, now(), number, kind, version));
        long count = 0;
        for (SimulatedResource resource : resources) {
            if (resource.exists && resource.id.kind().equals(kind)) {
                records.add(resource.observed(session, now(), number));
                count++;
            }
        }
        records.add(new SnapshotCompleted(cluster, session, now(), number, kind, count));
    }

    void heartbeat() {
        List<KindLiveness> kinds = kinds().keySet().stream()
                .map(kind -> blindness == null
                        ? new KindLiveness(kind, true, version, null)
                        : new KindLiveness(kind, false, null, blindness))
                .toList();
        records.add(new Heartbeat(cluster, session, now(), kinds));
    }

    /** The API server is out of reach: what happens is not seen. */
    void goBlind(String error) {
        blindness = error;
    }

    /** It is back; the lists say what happened meanwhile. */
    void seeAgain() {
        if (blindness != null) {
            blindness = null;
            snapshotOfAll();
        }
    }

    boolean isBlind() {
        return blindness != null;
    }

    SortedMap<String, Long> kinds() {
        if (snapshots.isEmpty()) {
            resources.forEach(resource -> snapshots.put(resource.id.kind(), 0L));
        }
        return snapshots;
    }

    private long nextVersion() {
        version += 1 + chance.below(3);
        return version;
    }

    private Instant now() {
        return Instant.ofEpochMilli(agenda.now());
    }
}
