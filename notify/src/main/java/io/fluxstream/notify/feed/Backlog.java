package io.fluxstream.notify.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What has been read and is not delivered yet, in order. */
final class Backlog {
    /** The offset of what does not come from flux-alerts itself: the cursor stays until it is delivered. */
    static final long BEFORE_EVERYTHING = -1;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * One record.
     *
     * @param cursor the partition of flux-alerts whose cursor waits for it
     * @param offset where in there it stands
     * @param event null when the record cannot be read
     * @param unreadable why; null when it can be
     */
    record Entry(
            TopicPartition cursor,
            long offset,
            Origin origin,
            @Nullable AlertEvent event,
            @Nullable String unreadable) {}

    void add(Entry entry) {
        entries.add(entry);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    @Nullable Entry first() {
        return entries.peek();
    }

    /** The next events, up to the first record that cannot be read. */
    List<AlertEvent> next(int atMost) {
        List<AlertEvent> events = new ArrayList<>();
        for (Entry entry : entries) {
            AlertEvent event = entry.event();
            if (event == null || events.size() == atMost) {
                break;
            }
            events.add(event);
        }
        return events;
    }

    void remove(int count) {
        for (int i = 0; i < count; i++) {
            entries.remove();
        }
    }

    void drop(Collection<TopicPartition> partitions) {
        entries.removeIf(entry -> partitions.contains(entry.cursor()));
    }

    /** The first record of a partition that is not delivered yet. */
    OptionalLong lowest(TopicPartition partition) {
        return entries.stream()
                .filter(entry -> entry.cursor().equals(partition))
                .mapToLong(Entry::offset)
                .min();
    }
}
