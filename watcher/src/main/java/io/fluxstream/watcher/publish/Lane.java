package io.fluxstream.watcher.publish;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one cluster that Kafka has not acknowledged yet, in order.
 *
 * <p>Bounded by its filler: it takes whatever comes, but says when it is full, and whoever reads the cluster then stops.
 */
public final class Lane {
    private static final long FULL_BYTES = 4L * 1024 * 1024;
    private static final long ROOM_BYTES = FULL_BYTES / 2;
    private static final int FULL_RECORDS = 10_000;
    private static final int ROOM_RECORDS = FULL_RECORDS / 2;

    private final String cluster;
    private final Runnable workToDo;
    private final Deque<Entry> entries = new ArrayDeque<>();
    /** Those of the entries that the producer does not have. */
    private final Deque<Entry> unsent = new ArrayDeque<>();

    private final List<Runnable> waitingForRoom = new ArrayList<>();
    private long bytes;
    private long sentBytes;
    private long appended;
    private long acknowledged;

    Lane(String cluster, Runnable workToDo) {
        this.cluster = cluster;
        this.workToDo = workToDo;
    }

    /** A record on its way. */
    static final class Entry {
        final Lane lane;
        final String key;
        final byte[] value;
        final long position;
        final long madeNanos = System.nanoTime();
        final Instant made = Instant.now();
        private boolean isAcknowledged;

        private Entry(Lane lane, String key, byte[] value, long position) {
            this.lane = lane;
            this.key = key;
            this.value = value;
            this.position = position;
        }

        int size() {
            return value.length + key.length() + 64;
        }
    }

    public String cluster() {
        return cluster;
    }

    /** Takes the next record and never waits; returns its position, which counts from 1. */
    public long append(FluxStatusEvent event) {
        byte[] value = Topics.STATUS.codec().encode(event);
        long position;
        synchronized (this) {
            position = ++appended;
            Entry entry = new Entry(this, event.key(), value, position);
            entries.add(entry);
            unsent.add(entry);
            bytes += entry.size();
        }
        workToDo.run();
        return position;
    }

    /** The position of the last record taken. */
    public synchronized long appended() {
        return appended;
    }

    /** Everything up to this position has been acknowledged. */
    public synchronized long acknowledged() {
        return acknowledged;
    }

    /** Records that have not been acknowledged. */
    public synchronized int waiting() {
        return entries.size();
    }

    /** Whether its cluster should not be read on for now. */
    public synchronized boolean isFull() {
        return bytes >= FULL_BYTES || entries.size() >= FULL_RECORDS;
    }

    /** Runs the task once half of the lane is free, on any thread; at once if the lane is not full. */
    public void whenRoom(Runnable task) {
        synchronized (this) {
            if (isFull()) {
                waitingForRoom.add(task);
                return;
            }
        }
        task.run();
    }

    /** Waits until the lane is not full. */
    public synchronized void awaitRoom() throws InterruptedException {
        while (isFull()) {
            wait();
        }
    }

    /** The next record for the producer, or null when there is none or the producer has enough of this lane. */
    synchronized @Nullable Entry nextToSend(long mostBytesUnderWay) {
        if (sentBytes >= mostBytesUnderWay) {
            return null;
        }
        Entry entry = unsent.poll();
        if (entry != null) {
            sentBytes += entry.size();
        }
        return entry;
    }

    /** Marks a record as safely in the log. */
    void acknowledge(Entry entry) {
        List<Runnable> tasks;
        synchronized (this) {
            if (entry.isAcknowledged) {
                return;
            }
            entry.isAcknowledged = true;
            sentBytes -= entry.size();
            while (!entries.isEmpty() && entries.element().isAcknowledged) {
                Entry first = entries.remove();
                acknowledged = first.position;
                bytes -= first.size();
            }
            tasks = room();
            notifyAll();
        }
        tasks.forEach(Runnable::run);
        workToDo.run();
    }

    /** Everything that was not acknowledged is to be sent again, from the first one on: order counts more than brevity. */
    synchronized void sendAgain() {
        unsent.clear();
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (!entry.isAcknowledged) {
                unsent.add(entry);
            }
        }
        sentBytes = 0;
    }

    private List<Runnable> room() {
        if (waitingForRoom.isEmpty() || bytes > ROOM_BYTES || entries.size() > ROOM_RECORDS) {
            return List.of();
        }
        List<Runnable> tasks = List.copyOf(waitingForRoom);
        waitingForRoom.clear();
        return tasks;
    }
}
