package io.fluxstream.history.rerun;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.IncompatibleMemoryException;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.history.log.Starts;
import io.fluxstream.schemas.Checkpoint;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.intake.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Starts each cluster at its last checkpoint before an instant, so that nothing older has to be read. A cluster that has none begins at its
 * first record; if retention has removed that, at the first checkpoint that is left.
 *
 * @param kafka settings of Kafka's clients
 * @param changes takes up what flux-transitions says of the partitions whose starts were found
 * @param instant null for the beginning of everything
 * @param clusters the only ones that count; empty for all
 */
public record CheckpointStarts(
        Map<String, String> kafka,
        LoggedRuleChanges changes,
        @Nullable Instant instant,
        Set<String> clusters) implements Starts.Finder {
    /** Nothing follows this revision, so that no rules are needed to see whether a checkpoint can be used at all. */
    private static final RuleSet NO_RULES = new RuleSet(Long.MAX_VALUE, "none", List.of());

    public CheckpointStarts {
        kafka = Map.copyOf(kafka);
        clusters = Set.copyOf(clusters);
    }

    @Override
    public Starts find(int partition, long begin, long end) throws HistoryException {
        if (begin == 0 && instant == null) {
            return Starts.all(begin);
        }
        changes.read(kafka, partition);
        try (CheckpointLog log = CheckpointLog.open(kafka, partition);
                PartitionCursor status = PartitionCursor.open(kafka, Topics.STATUS.name(), partition)) {
            if (!log.isOf(partition, status)) {
                return Starts.all(begin);
            }
            return new Finding(log, begin, appendedAt(begin, status)).starts(log.clusters(), partition);
        }
    }

    /** When the first record that is there was appended; null if all records are. */
    private static @Nullable Instant appendedAt(long begin, PartitionCursor status) throws HistoryException {
        if (begin == 0) {
            return null;
        }
        status.seek(begin);
        LogRecord first = status.next();
        return first == null ? null : first.appendedAt();
    }

    /** One partition. */
    private final class Finding {
        private final CheckpointLog log;
        private final long begin;
        private final @Nullable Instant cutAt;
        private final Map<String, Checkpoint> found = new HashMap<>();
        private final List<String> remarks = new ArrayList<>();

        Finding(CheckpointLog log, long begin, @Nullable Instant cutAt) {
            this.log = log;
            this.begin = begin;
            this.cutAt = cutAt;
        }

        Starts starts(List<String> withCheckpoints, int partition) throws HistoryException {
            Set<String> known = new TreeSet<>(withCheckpoints);
            known.addAll(changes.clusters(partition));
            boolean everyone = true;
            for (String cluster : known) {
                if (clusters.isEmpty() || clusters.contains(cluster)) {
                    Optional<Checkpoint> start = start(cluster);
                    start.ifPresent(checkpoint -> found.put(cluster, checkpoint));
                    everyone &= start.isPresent();
                }
            }
            long first = found.values().stream()
                    .mapToLong(checkpoint -> checkpoint.offset() + 1)
                    .min()
                    .orElse(begin);
            return new Starts(everyone ? Math.max(begin, first) : begin, found, remarks);
        }

        private Optional<Checkpoint> start(String cluster) throws HistoryException {
            List<CheckpointMark> there = log.marks(cluster).stream()
                    .filter(mark -> mark.offset() >= begin)
                    .toList();
            List<CheckpointMark> before = there.stream()
                    .filter(mark -> instant != null && mark.at().isBefore(instant))
                    .sorted(Comparator.comparingLong(CheckpointMark::record).reversed())
                    .toList();
            Optional<Checkpoint> warm = firstUsable(before);
            if (warm.isPresent() || isBeginningThere(cluster)) {
                return warm;
            }
            Optional<Checkpoint> left = firstUsable(there);
            left.ifPresent(checkpoint -> remarks.add("nothing is known of " + cluster + " before "
                    + checkpoint.due().at()
                    + ": retention has removed its beginning, and this is its first checkpoint that"
                    + " can be used"));
            return left;
        }

        private boolean isBeginningThere(String cluster) {
            Instant first = changes.first(cluster);
            return cutAt == null || (first != null && first.isAfter(cutAt.plus(Intake.TOLERANCE)));
        }

        private Optional<Checkpoint> firstUsable(List<CheckpointMark> marks) throws HistoryException {
            for (CheckpointMark mark : marks) {
                Checkpoint checkpoint = log.load(mark);
                if (isUsable(checkpoint)) {
                    return Optional.of(checkpoint);
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isUsable(Checkpoint checkpoint) {
        try {
            return ClusterEngine.restore(checkpoint.cluster(), NO_RULES, checkpoint.rows())
                            .records()
                    > 0;
        } catch (IncompatibleMemoryException ofAnotherVersion) {
            return false;
        }
    }
}
