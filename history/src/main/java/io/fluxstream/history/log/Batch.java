package io.fluxstream.history.log;

import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.List;

/** Some records in their order, not read yet: that may happen on any thread. */
@FunctionalInterface
public interface Batch {
    /**
     * Reads the records.
     *
     * @throws HistoryException if the batch is damaged
     */
    Events decode() throws HistoryException;

    /** A batch of events that need no reading. */
    static Batch of(List<FluxStatusEvent> events) {
        Events read = new Events(events, 0);
        return () -> read;
    }
}
