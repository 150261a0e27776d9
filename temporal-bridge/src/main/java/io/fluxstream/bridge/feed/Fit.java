package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a workflow can go on where it says it is, or must be rebuilt; pure. */
final class Fit {
    /** A tombstone may be gone when it is twice as old: a workflow older than that could keep ghosts. */
    static final Duration TOO_OLD = Topic.TOMBSTONES.dividedBy(2);

    private Fit() {}

    /**
     * A partition as it is now.
     *
     * @param begin its first offset
     * @param end the offset after its last committed record
     * @param firstAfter the first offset that was appended after the cursor's record; -1 if there is none
     */
    record Log(long begin, long end, long firstAfter) {}

    /** Why the workflow as a whole cannot go on. */
    static Optional<String> refuse(Position position, Instant now) {
        if (!position.complete()) {
            return Optional.of("it was started empty");
        }
        Optional<Instant> newest =
                position.cursors().stream().map(Cursor::appendedAt).max(Instant::compareTo);
        if (newest.isPresent() && newest.get().isBefore(now.minus(TOO_OLD))) {
            return Optional.of("it was last fed at " + newest.get() + ", longer ago than tombstones are safe");
        }
        return Optional.empty();
    }

    /** Why one cursor does not fit the log. */
    static Optional<String> refuse(Cursor cursor, Log log) {
        String name = cursor.topic() + '/' + cursor.partition();
        if (cursor.offset() >= log.end()) {
            return Optional.of(name + " ends at " + log.end() + " but the workflow has taken in " + cursor.offset()
                    + ": the topic was made anew");
        }
        if (log.firstAfter() >= 0 && log.firstAfter() <= cursor.offset()) {
            return Optional.of(name + " has other records than those that the workflow has taken in: the topic was made"
                    + " anew");
        }
        if (log.begin() > cursor.offset() + 1) {
            return Optional.of(name + " begins at " + log.begin() + " but the workflow only has what came up to "
                    + cursor.offset());
        }
        return Optional.empty();
    }
}
