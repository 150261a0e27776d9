package io.fluxstream.history.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What flux-alerts holds of a cluster up to an instant.
 *
 * @param kafka settings of Kafka's clients
 */
public record LoggedAlerts(Map<String, String> kafka) implements RaisedBefore {
    public LoggedAlerts {
        kafka = Map.copyOf(kafka);
    }

    @Override
    public List<FluxAlert> upTo(String cluster, Instant clock) throws HistoryException {
        Kept kept = new Kept();
        try (PartitionCursor alerts = PartitionCursor.openFor(kafka, Topics.ALERTS.name(), cluster)) {
            for (LogRecord record = alerts.next(); record != null; record = alerts.next()) {
                FluxAlert alert = alert(record, cluster + '/');
                if (alert != null && !alert.at().isAfter(clock)) {
                    kept.add(alert);
                }
            }
        }
        return kept.all();
    }

    private static @Nullable FluxAlert alert(LogRecord record, String prefix) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key == null || value == null || !new String(key, UTF_8).startsWith(prefix)) {
            return null;
        }
        return Topics.ALERTS
                .codec()
                .decode(value)
                .<@Nullable FluxAlert>match(alert -> alert, unknown -> null, malformed -> null);
    }

    /** The first and the last event of each alert that is open, and of the last ones that were resolved. */
    private static final class Kept {
        private final Map<String, List<FluxAlert>> open = new LinkedHashMap<>();
        private final Deque<List<FluxAlert>> resolved = new ArrayDeque<>();

        void add(FluxAlert alert) {
            List<FluxAlert> events = open.computeIfAbsent(alert.id(), id -> new ArrayList<>(2));
            if (events.size() == 2) {
                events.remove(1);
            }
            events.add(alert);
            if (alert.action() == FluxAlert.Action.RESOLVED) {
                open.remove(alert.id());
                resolved.addLast(events);
                if (resolved.size() > Standing.MOST_RESOLVED) {
                    resolved.removeFirst();
                }
            }
        }

        List<FluxAlert> all() {
            List<FluxAlert> all = new ArrayList<>();
            resolved.forEach(all::addAll);
            open.values().forEach(all::addAll);
            return all;
        }
    }
}
