package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertView;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The active alerts and the last resolved ones. An event that comes again, or late, changes nothing. */
final class AlertBook {
    /** Newest first; the id makes it an order. */
    static final Comparator<AlertView> NEWEST_FIRST = Comparator.comparing(AlertBook::ended, Comparator.reverseOrder())
            .thenComparing(view -> view.last().id());

    private final int maxHistory;
    private final @Nullable String origin;
    private final TreeMap<String, AlertView> active = new TreeMap<>();
    private final TreeSet<AlertView> newest = new TreeSet<>(NEWEST_FIRST);
    private final TreeMap<String, AlertView> resolved = new TreeMap<>();
    private final TreeSet<AlertView> history = new TreeSet<>(NEWEST_FIRST);

    AlertBook(int maxHistory, @Nullable String origin) {
        this.maxHistory = maxHistory;
        this.origin = origin;
    }

    /** When the alert was resolved; of an active one, when it began. */
    static Instant ended(AlertView view) {
        Instant resolvedAt = view.resolvedAt();
        return resolvedAt == null ? view.last().since() : resolvedAt;
    }

    void record(FluxAlert alert) {
        AlertView known = active.get(alert.id());
        if (alert.action() == FluxAlert.Action.RESOLVED) {
            remove(alert.id());
            keep(view(alert, known == null ? null : known.firedAt(), alert.at()));
        } else if (resolved.containsKey(alert.id())) {
            return; // an event from before the resolution, read again by a rebuild
        } else if (known == null || known.last().sequence() < alert.sequence()) {
            Instant firedAt = known == null ? null : known.firedAt();
            put(view(alert, firing(alert) ? alert.at() : firedAt, null));
        } else if (known.firedAt() == null && firing(alert)) {
            put(view(known.last(), alert.at(), null));
        }
    }

    private void put(AlertView view) {
        remove(view.last().id());
        active.put(view.last().id(), view);
        newest.add(view);
    }

    /** The alert is no longer active; how it ended is not known here. */
    void remove(String alertId) {
        AlertView gone = active.remove(alertId);
        if (gone != null) {
            newest.remove(gone);
        }
    }

    boolean isActive(String alertId) {
        return active.containsKey(alertId);
    }

    boolean knows(String alertId) {
        return active.containsKey(alertId) || resolved.containsKey(alertId);
    }

    Collection<AlertView> active() {
        return List.copyOf(active.values());
    }

    int activeCount() {
        return active.size();
    }

    /** So many of the active ones, or all, the newest first; unlike {@link #active} it costs the same however many there are. */
    List<AlertView> newest(int count) {
        return newest.stream().limit(count).toList();
    }

    int historyCount() {
        return history.size();
    }

    Collection<AlertView> history() {
        return List.copyOf(history);
    }

    /** Changes what the alerts say, to make them smaller. */
    void shrink(UnaryOperator<FluxAlert> smaller) {
        active().forEach(view -> put(with(view, smaller.apply(view.last()))));
        List<AlertView> old = new ArrayList<>(history);
        history.clear();
        resolved.clear();
        old.forEach(view -> keep(with(view, smaller.apply(view.last()))));
    }

    private void keep(AlertView view) {
        AlertView before = resolved.put(view.last().id(), view);
        if (before != null) {
            history.remove(before);
        }
        history.add(view);
        if (history.size() > maxHistory) {
            AlertView oldest = history.last();
            history.remove(oldest);
            resolved.remove(oldest.last().id());
        }
    }

    private AlertView view(FluxAlert last, @Nullable Instant firedAt, @Nullable Instant resolvedAt) {
        return new AlertView(last, firedAt, last.sequence(), resolvedAt, null, origin);
    }

    private static AlertView with(AlertView view, FluxAlert last) {
        return new AlertView(last, view.firedAt(), view.repeats(), view.resolvedAt(), view.ack(), view.origin());
    }

    private static boolean firing(FluxAlert alert) {
        return alert.action() == FluxAlert.Action.FIRING;
    }

    void write(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("alerts");
        for (AlertView view : active.values()) {
            write(view, out);
        }
        for (AlertView view : history) {
            write(view, out);
        }
        out.writeEndArray();
    }

    private static void write(AlertView view, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeFieldName("last");
        Values.write(out, Topics.ALERTS.codec(), view.last());
        Instant firedAt = view.firedAt();
        if (firedAt != null) {
            out.writeStringField("firedAt", firedAt.toString());
        }
        out.writeEndObject();
    }

    void read(JsonNode in) {
        for (JsonNode entry : in.path("alerts")) {
            Instant firedAt =
                    entry.has("firedAt") ? Instant.parse(entry.path("firedAt").asText()) : null;
            Values.read(Topics.ALERTS.codec(), entry.path("last"), last -> {
                if (last.action() == FluxAlert.Action.RESOLVED) {
                    keep(view(last, firedAt, last.at()));
                } else {
                    put(view(last, firedAt, null));
                }
            });
        }
    }
}
