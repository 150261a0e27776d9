package io.fluxstream.bridge.state;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** How far each partition of each topic has been taken in. */
final class Cursors {
    private final TreeMap<String, Cursor> byPartition = new TreeMap<>();

    boolean isNews(String topic, int partition, long offset, Instant appendedAt) {
        Cursor last = byPartition.get(key(topic, partition));
        return last == null || last.isBefore(offset, appendedAt);
    }

    void advance(Cursor cursor) {
        byPartition.put(key(cursor.topic(), cursor.partition()), cursor);
    }

    List<Cursor> all() {
        return List.copyOf(byPartition.values());
    }

    private static String key(String topic, int partition) {
        return topic + '/' + partition;
    }
}
