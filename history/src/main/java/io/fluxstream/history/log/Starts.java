package io.fluxstream.history.log;

import io.fluxstream.schemas.Checkpoint;
import java.util.List;
import java.util.Map;

/**
 * Where the clusters of a partition begin to be read: behind the records of checkpoints, the others at the first record that is there.
 *
 * @param from the offset of the first record that anybody needs
 * @param checkpoints by their clusters
 * @param remarks what readers of the result have to know of it: one sentence each
 */
public record Starts(long from, Map<String, Checkpoint> checkpoints, List<String> remarks) {
    public Starts {
        checkpoints = Map.copyOf(checkpoints);
        remarks = List.copyOf(remarks);
    }

    /** Finds them. */
    @FunctionalInterface
    public interface Finder {
        /** Every cluster begins at the first record that is there. */
        Finder NONE = (partition, begin, end) -> all(begin);

        /**
         * The starts in a partition.
         *
         * @param begin the offset of the first record that is there
         * @param end the offset behind the last one
         */
        Starts find(int partition, long begin, long end) throws HistoryException;
    }

    /** Every record counts. */
    public static Starts all(long begin) {
        return new Starts(begin, Map.of(), List.of());
    }

    /** Whether a record counts. */
    boolean count(String cluster, long offset) {
        Checkpoint checkpoint = checkpoints.get(cluster);
        return checkpoint == null || offset > checkpoint.offset();
    }
}
