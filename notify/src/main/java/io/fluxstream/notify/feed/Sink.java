package io.fluxstream.notify.feed;

import java.util.List;

/** Where alerts go; used by one thread. Answers instead of throwing when the other side fails. */
public interface Sink extends AutoCloseable {
    /** How many events it takes at once at most. */
    int atOnce();

    /** Sends events in their order and waits for what becomes of them. */
    Answer send(List<AlertEvent> events);

    /** Whether it has to know at any time what fires, and says so itself. */
    default boolean keepsWhatFires() {
        return false;
    }

    /** From here on it answers for a partition, in which these fire. Only for sinks that keep what fires. */
    default void begin(int partition, List<AlertEvent> firing) {}

    /** Somebody else answers for the partition now. */
    default void forget(int partition) {}

    /**
     * What has to be said again now, at most as much as it takes at once.
     *
     * @param busy whether other events wait, so that it should be left for later if that does no harm
     */
    default List<AlertEvent> due(boolean busy) {
        return List.of();
    }

    /** The event was refused for good, and is not to be said again. */
    default void drop(AlertEvent event) {}

    /** How many alerts it keeps as firing. */
    default int firing() {
        return 0;
    }

    @Override
    void close();
}
