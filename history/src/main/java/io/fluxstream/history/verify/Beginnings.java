package io.fluxstream.history.verify;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.history.rerun.CheckpointLog;
import io.fluxstream.history.rerun.CheckpointMark;
import io.fluxstream.schemas.Checkpoint;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At which records of a partition of flux-status its clusters can begin to be judged.
 *
 * <p>A checkpoint says at which offset its record lay. In a copy of the topic it lies elsewhere; there it is known by what it says.
 */
final class Beginnings implements AutoCloseable {
    private final Map<String, String> kafka;
    private final int partition;
    private final long statusBegin;
    /** Opened once it is needed: most clusters begin at their first record. */
    private @Nullable CheckpointLog opened;
    /** Whether the offsets in checkpoints are those of this partition, not of one that it was copied from. */
    private boolean offsetsCount;

    /**
     * The beginnings in a partition.
     *
     * @param statusBegin the offset of the first record that is still there
     */
    Beginnings(Map<String, String> kafka, int partition, long statusBegin) {
        this.kafka = kafka;
        this.partition = partition;
        this.statusBegin = statusBegin;
    }

    private CheckpointLog log() throws HistoryException {
        CheckpointLog log = opened;
        if (log == null) {
            log = CheckpointLog.open(kafka, partition);
            opened = log;
            try (PartitionCursor status = PartitionCursor.open(kafka, Topics.STATUS.name(), partition)) {
                offsetsCount = log.isOf(partition, status);
            }
        }
        return log;
    }

    /**
     * Whether a record can be its cluster's very first. Several may bear the same time; where retention has removed any, only one that
     * begins a session can be it.
     */
    boolean canBeFirst(FluxStatusEvent event) {
        return statusBegin == 0 || event instanceof SessionStarted;
    }

    /** The checkpoint that was taken at a record; null for none. */
    @Nullable CheckpointMark at(LogRecord record, FluxStatusEvent event) throws HistoryException {
        if (!(event instanceof SnapshotCompleted)) {
            return null;
        }
        List<CheckpointMark> taken = log().marks(event.cluster()).stream()
                .filter(mark -> mark.isTakenAt(event))
                .toList();
        if (offsetsCount) {
            return taken.stream()
                    .filter(mark -> mark.partition() == partition && mark.offset() == record.offset())
                    .findFirst()
                    .orElse(null);
        }
        return taken.size() == 1 ? taken.get(0) : null;
    }

    Checkpoint load(CheckpointMark mark) throws HistoryException {
        return log().load(mark);
    }

    /** No cluster begins at a checkpoint whose clock stood earlier; clusters without any may begin at any time. */
    Instant earliest(String cluster) throws HistoryException {
        if (statusBegin == 0) {
            return Instant.MIN;
        }
        List<CheckpointMark> marks = log().marks(cluster);
        return marks.isEmpty()
                ? Instant.MIN
                : marks.stream()
                        .filter(mark -> !offsetsCount || mark.offset() >= statusBegin)
                        .map(CheckpointMark::at)
                        .findFirst()
                        .orElse(Instant.MAX);
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
