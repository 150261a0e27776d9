package io.fluxstream.history.rerun;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.schemas.CheckpointChunk;
import java.time.Instant;

/**
 * Where a checkpoint is, without what it holds.
 *
 * @param record the number of the last record that counted
 * @param at the cluster's clock then
 * @param session of that record, which completes a snapshot; so do the kind and the snapshot's number
 * @param partition of flux-status that held the record when it was judged
 * @param offset of the record there
 * @param position of the first chunk in its partition of flux-checkpoints
 */
public record CheckpointMark(
        String cluster,
        long record,
        Instant at,
        String session,
        String kind,
        long snapshot,
        int partition,
        long offset,
        long position) {
    static CheckpointMark of(CheckpointChunk chunk, long position) {
        return new CheckpointMark(
                chunk.cluster(),
                chunk.record(),
                chunk.at(),
                chunk.session(),
                chunk.kind(),
                chunk.snapshot(),
                chunk.partition(),
                chunk.offset(),
                position);
    }

    /** Whether it was taken at a record that says this, wherever that lies now. */
    public boolean isTakenAt(FluxStatusEvent event) {
        return event instanceof SnapshotCompleted completed
                && completed.cluster().equals(cluster)
                && completed.session().equals(session)
                && completed.kind().equals(kind)
                && completed.snapshot() == snapshot;
    }
}
