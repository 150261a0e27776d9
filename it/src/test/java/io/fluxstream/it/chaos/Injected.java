package io.fluxstream.it.chaos;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was written into the topics of a deployment by hand, so that the judge knows what has a cause. */
final class Injected {
    /** Part of the key of every row that nobody can read. */
    static final String POISON = "poison";

    private final Map<String, Boolean> status = new ConcurrentHashMap<>();
    private final Set<String> rowKeys = ConcurrentHashMap.newKeySet();

    /** @param isDead whether it must become a dead letter, rather than be skipped */
    void status(int partition, long offset, boolean isDead) {
        status.put(Entry.place(partition, offset), isDead);
    }

    void row(String key) {
        rowKeys.add(key);
    }

    /** flux-status was made anew: its places mean something else from here on. */
    void forgetStatus() {
        status.clear();
    }

    boolean isStatus(Entry entry) {
        return status.containsKey(entry.place());
    }

    boolean isDead(Entry entry) {
        return status.getOrDefault(entry.place(), false);
    }

    int count() {
        return status.size();
    }

    boolean isRow(String key) {
        return rowKeys.contains(key);
    }
}
