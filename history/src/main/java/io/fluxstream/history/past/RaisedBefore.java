package io.fluxstream.history.past;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.history.log.HistoryException;
import java.time.Instant;
import java.util.List;

/** The alerts that were raised before a cluster's start, of which no replay can tell. */
@FunctionalInterface
public interface RaisedBefore {
    /** For histories of which every cluster begins at its first record. */
    RaisedBefore NOTHING = (cluster, clock) -> List.of();

    /**
     * The alert events of a cluster up to an instant, in their order; of those long resolved, and of repeats, not all need be among them.
     *
     * @throws HistoryException if they cannot be read
     */
    List<FluxAlert> upTo(String cluster, Instant clock) throws HistoryException;
}
