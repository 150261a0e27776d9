package io.fluxstream.watcher.kubernetes;

import io.fluxstream.watcher.object.WatchLine;
import java.time.Instant;

/** Where what is seen of one kind goes; called on the cluster's loop only. */
public interface KindSink {
    /** A list begins, at that resource version. */
    void listBegins(long resourceVersion, Instant at);

    /** The next item of the list, with its JSON; the bytes are only valid during the call. */
    void item(WatchLine line, byte[] json, Instant at);

    /** The list was read to its end. */
    void listEnds(Instant at);

    /** The next event of the watch, with its JSON; the bytes are only valid during the call. */
    void event(WatchLine line, byte[] bytes, int offset, int length, Instant at);

    /** Everything up to that resource version has been handed over; 0 when nothing is known any more. */
    void reached(long resourceVersion, Instant at);

    /** Whether no more should be read for now. */
    boolean isFull();

    /** Calls back, on any thread, once there is room again; at once if there is. */
    void whenRoom(Runnable task);
}
