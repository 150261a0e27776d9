package io.fluxstream.bridge.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.BatchItem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long what a workflow is told has been on its way. A row that is written again at a snapshot is no news: only what was observed
 * later than all that was signalled before is measured.
 */
final class Ways {
    private final BridgeMeters.Meters meters;
    private Instant newest;

    Ways(BridgeMeters.Meters meters, Instant now) {
        this.meters = meters;
        newest = now;
    }

    /** The workflow goes on where it says: later rows are news to it, from before this bridge too. */
    void resumes(Position position) {
        for (Cursor cursor : position.cursors()) {
            if (cursor.topic().equals(Topics.RESOURCES.name())) {
                newest = cursor.appendedAt();
            }
        }
    }

    /** The workflow knows everything up to now. */
    void rebuilt(Instant now) {
        newest = now;
    }

    void acknowledged(String topic, List<BatchItem> items, Instant now) {
        boolean rows = topic.equals(Topics.RESOURCES.name());
        if (!rows && !topic.equals(Topics.ALERTS.name())) {
            return;
        }
        for (BatchItem item : items) {
            Instant observed = time(item.value(), rows ? "lastSeen" : "at");
            if (observed != null && (!rows || observed.isAfter(newest))) {
                meters.arrived(topic, Duration.between(observed, now));
                newest = rows ? observed : newest;
            }
        }
    }

    private static @Nullable Instant time(@Nullable JsonNode value, String field) {
        JsonNode text = value == null ? null : value.get(field);
        try {
            return text == null ? null : Instant.parse(text.asText());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
