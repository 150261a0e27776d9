package io.fluxstream.benchmarks;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import java.time.Duration;
import java.time.Instant;

/** The same event as it would be in a later round of the same history. */
final class Later implements FluxStatusEvent.Cases<FluxStatusEvent> {
    /** More than the versions of one round. */
    private static final long VERSIONS = 1L << 32;

    private final Duration by;
    private final long versions;

    Later(Duration by, int rounds) {
        this.by = by;
        versions = rounds * VERSIONS;
    }

    private Instant at(FluxStatusEvent event) {
        return event.observedAt().plus(by);
    }

    @Override
    public Observed observed(Observed event) {
        return new Observed(
                event.resource(),
                event.session(),
                at(event),
                event.snapshot(),
                event.apiVersion(),
                event.uid(),
                event.resourceVersion() + versions,
                event.generation(),
                event.observedGeneration(),
                event.deletionTimestamp(),
                event.suspended(),
                event.neverReady(),
                event.interval(),
                event.dependsOn(),
                event.source(),
                event.conditions(),
                event.appliedRevision(),
                event.attemptedRevision(),
                event.artifactRevision(),
                event.handledReconcileAt(),
                event.labels());
    }

    @Override
    public Deleted deleted(Deleted event) {
        return new Deleted(
                event.resource(), event.session(), at(event), event.uid(), event.resourceVersion() + versions);
    }

    @Override
    public SessionStarted sessionStarted(SessionStarted event) {
        return new SessionStarted(event.cluster(), event.session(), at(event));
    }

    @Override
    public SnapshotStarted snapshotStarted(SnapshotStarted event) {
        return new SnapshotStarted(
                event.cluster(),
                event.session(),
                at(event),
                event.snapshot(),
                event.kind(),
                event.resourceVersion() + versions);
    }

    @Override
    public SnapshotCompleted snapshotCompleted(SnapshotCompleted event) {
        return new SnapshotCompleted(
                event.cluster(), event.session(), at(event), event.snapshot(), event.kind(), event.count());
    }

    @Override
    public Heartbeat heartbeat(Heartbeat event) {
        return new Heartbeat(event.cluster(), event.session(), at(event), event.kinds());
    }
}
