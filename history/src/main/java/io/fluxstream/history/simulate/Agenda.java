package io.fluxstream.history.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen in a simulated cluster, and its clock, which jumps from one event to the next. */
final class Agenda {
    private record Entry(long at, long order, Runnable action) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    private final long end;
    private long now;
    private long order;

    Agenda(long start, long end) {
        this.now = start;
        this.end = end;
    }

    /** In milliseconds since 1970. */
    long now() {
        return now;
    }

    void in(long millis, Runnable action) {
        entries.add(new Entry(now + Math.max(0, millis), order, action));
        order++;
    }

    /** Lets the next thing happen; false once the time is over. */
    boolean advance() {
        Entry next = entries.poll();
        if (next == null || next.at >= end) {
            return false;
        }
        now = next.at;
        next.action.run();
        return true;
    }
}
