package io.fluxstream.history.rerun;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.Checkpoint;
import io.fluxstream.schemas.CheckpointChunk;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.intake.Intake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkpoints in one partition of flux-checkpoints: first only where they are, then those that are asked for. */
public final class CheckpointLog implements AutoCloseable {
    private final @Nullable PartitionCursor chunks;
    private final Map<String, List<CheckpointMark>> marks = new HashMap<>();

    private CheckpointLog(@Nullable PartitionCursor chunks) {
        this.chunks = chunks;
    }

    /** Reads where the checkpoints are; a broker without the topic has none. */
    public static CheckpointLog open(Map<String, String> kafka, int partition) throws HistoryException {
        PartitionCursor chunks = PartitionCursor.openIfThere(kafka, Topics.CHECKPOINTS.name(), partition)
                .orElse(null);
        CheckpointLog log = new CheckpointLog(chunks);
        if (chunks == null) {
            return log;
        }
        try {
            log.survey(chunks);
            return log;
        } catch (HistoryException | RuntimeException e) {
            chunks.close();
            throw e;
        }
    }

    /** A checkpoint counts once its last chunk was seen. */
    private void survey(PartitionCursor cursor) throws HistoryException {
        Map<String, CheckpointMark> begun = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
            CheckpointChunk chunk = chunk(record);
            if (chunk == null) {
                continue;
            }
            String cluster = chunk.cluster();
            CheckpointMark mark = begun.get(cluster);
            if (chunk.chunk() == 0) {
                mark = CheckpointMark.of(chunk, record.offset());
                begun.put(cluster, mark);
                seen.put(cluster, 0);
            }
            int before = seen.getOrDefault(cluster, 0);
            if (mark == null || mark.record() != chunk.record() || before != chunk.chunk()) {
                begun.remove(cluster);
                continue;
            }
            seen.put(cluster, before + 1);
            if (before + 1 == chunk.chunks()) {
                marks.computeIfAbsent(cluster, name -> new ArrayList<>()).add(mark);
                begun.remove(cluster);
            }
        }
    }

    private static @Nullable CheckpointChunk chunk(LogRecord record) {
        byte[] value = record.value();
        return value == null
                ? null
                : Topics.CHECKPOINTS
                        .codec()
                        .decode(value)
                        .<@Nullable CheckpointChunk>match(chunk -> chunk, unknown -> null, malformed -> null);
    }

    /** The checkpoints of a cluster in their order. */
    public List<CheckpointMark> marks(String cluster) {
        return marks.getOrDefault(cluster, List.of());
    }

    /** The clusters that have checkpoints here. */
    public List<String> clusters() {
        return marks.keySet().stream().sorted().toList();
    }

    /**
     * Whether their offsets speak of this very partition, or of one that it was copied from: the newest one whose record is still there must
     * be found where it says.
     *
     * @param status a cursor of its own
     */
    public boolean isOf(int partition, PartitionCursor status) throws HistoryException {
        Optional<CheckpointMark> newest = marks.values().stream()
                .flatMap(List::stream)
                .filter(mark -> mark.partition() == partition
                        && mark.offset() >= status.begin()
                        && mark.offset() < status.end())
                .max(Comparator.comparingLong(CheckpointMark::offset));
        if (newest.isEmpty()) {
            return false;
        }
        status.seek(newest.get().offset());
        LogRecord record = status.next();
        if (record == null || record.offset() != newest.get().offset()) {
            return false;
        }
        FluxStatusEvent event = Intake.read(record.key(), record.value(), record.appendedAt())
                .<@Nullable FluxStatusEvent>match(accepted -> accepted.event(), skipped -> null, dead -> null);
        return event != null && newest.get().isTakenAt(event);
    }

    /**
     * A checkpoint with all that it holds.
     *
     * @throws HistoryException if it is damaged
     */
    public Checkpoint load(CheckpointMark mark) throws HistoryException {
        PartitionCursor cursor = chunks;
        if (cursor == null) {
            throw new IllegalStateException("a mark of another log");
        }
        cursor.seek(mark.position());
        Checkpoint.Assembly assembly = new Checkpoint.Assembly();
        try {
            for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
                CheckpointChunk chunk = chunk(record);
                if (chunk != null && chunk.cluster().equals(mark.cluster())) {
                    Optional<Checkpoint> whole = assembly.add(chunk);
                    if (whole.isPresent()) {
                        return whole.get();
                    }
                }
            }
        } catch (IllegalArgumentException damaged) {
            throw new HistoryException(
                    "the checkpoint of record " + mark.record() + " cannot be read (" + damaged.getMessage() + ")",
                    damaged);
        }
        throw new HistoryException("the checkpoint of record " + mark.record() + " is no longer there");
    }

    @Override
    public void close() {
        if (chunks != null) {
            chunks.close();
        }
    }
}
