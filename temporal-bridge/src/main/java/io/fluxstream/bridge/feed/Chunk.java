package io.fluxstream.bridge.feed;

import java.util.ArrayList;
import java.util.List;

/** Items for one signal, partition after partition, and of each in the order of their offsets. */
record Chunk(List<Item> items) {
    /** The most items and bytes of one signal. */
    static final int MAX_ITEMS = 500;

    static final int MAX_BYTES = 256 * 1024;

    /** In as few as will do, each of one partition; one without items when there are none. */
    static List<Chunk> split(List<Item> items) {
        List<Chunk> chunks = new ArrayList<>();
        List<Item> chunk = new ArrayList<>();
        int size = 0;
        for (Item item : items) {
            boolean full = chunk.size() == MAX_ITEMS || size + item.size() > MAX_BYTES;
            if (!chunk.isEmpty() && (full || !chunk.get(0).partition().equals(item.partition()))) {
                chunks.add(new Chunk(List.copyOf(chunk)));
                chunk.clear();
                size = 0;
            }
            chunk.add(item);
            size += item.size();
        }
        chunks.add(new Chunk(List.copyOf(chunk)));
        return chunks;
    }

    boolean isUrgent() {
        return items.stream().anyMatch(item -> Backlog.isUrgent(item.topic()));
    }

    /** Whether it holds more than alerts. */
    boolean hasStatus() {
        return items.stream().anyMatch(item -> !Backlog.isUrgent(item.topic()));
    }

    int bytes() {
        return items.stream().mapToInt(Item::size).sum();
    }
}
