package io.fluxstream.schemas.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.EventTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic on its way to a workflow, unread.
 *
 * @param value null for a tombstone
 */
public record BatchItem(
        long offset, Instant appendedAt, @Nullable JsonNode value, String key) {
    public BatchItem {
        appendedAt = EventTime.of(appendedAt);
    }
}
