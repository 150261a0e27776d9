package io.fluxstream.bridge.state;

import io.fluxstream.domain.EventTime;
import java.time.Instant;

/** The last record of one partition that a workflow has taken in. */
public record Cursor(String topic, int partition, long offset, Instant appendedAt) {
    public Cursor {
        appendedAt = EventTime.of(appendedAt);
    }

    /**
     * Whether a record comes after this one. A lower offset that was appended later belongs to a topic made anew under
     * the same name, and counts as later.
     */
    boolean isBefore(long otherOffset, Instant otherAppendedAt) {
        return otherOffset > offset || otherAppendedAt.isAfter(appendedAt);
    }
}
