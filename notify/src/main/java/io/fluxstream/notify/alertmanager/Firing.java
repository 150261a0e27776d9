package io.fluxstream.notify.alertmanager;

import io.fluxstream.notify.feed.AlertEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What fires, and when it was said last. */
final class Firing {
    private final Map<String, Said> said = new LinkedHashMap<>();

    /** @param at on a monotonic clock, in nanoseconds */
    private record Said(AlertEvent event, long at) {}

    void put(AlertEvent event, long at) {
        remove(event.alert().id());
        said.put(event.alert().id(), new Said(event, at));
    }

    void remove(String id) {
        said.remove(id);
    }

    void forget(int partition) {
        said.values().removeIf(one -> one.event().partition() == partition);
    }

    /** At most so many of those that were last said at or before a time. */
    List<AlertEvent> saidBefore(long time, int atMost) {
        return said.values().stream()
                .filter(one -> one.at() - time <= 0)
                .limit(atMost)
                .map(Said::event)
                .toList();
    }

    int size() {
        return said.size();
    }
}
