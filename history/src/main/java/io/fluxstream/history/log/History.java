package io.fluxstream.history.log;

import io.fluxstream.schemas.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * Records of flux-status from somewhere: every cluster's in their order, from its start on.
 *
 * <p>A recording is one too, for whoever can play it: whatever hands over records can be judged.
 */
public interface History {
    /** What it is, for people. */
    String name();

    /**
     * Hands over everything there is, in order, until the sink has had enough. May be called again, and then begins anew.
     *
     * @throws HistoryException if it cannot be read to its end; what was handed over until then is right
     */
    void read(BatchSink sink) throws HistoryException;

    /**
     * The checkpoint that a cluster begins at: only records behind it are handed over. Asked once, before the first of them is judged; empty
     * when the cluster begins at the first of its records that are there.
     */
    default Optional<Checkpoint> start(String cluster) {
        return Optional.empty();
    }

    /** What whoever reads the result has to know of where it comes from: one sentence each. Complete once it was read. */
    default List<String> remarks() {
        return List.of();
    }
}
