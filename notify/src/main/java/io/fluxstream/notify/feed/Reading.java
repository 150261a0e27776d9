package io.fluxstream.notify.feed;

import io.fluxstream.schemas.Topics;
import org.apache.kafka.common.TopicPartition;

/** Makes sense of records. */
final class Reading {
    private Reading() {}

    /** What a record of flux-alerts says, or why it says nothing. */
    static Backlog.Entry of(Origin origin) {
        return of(origin, origin.partition(), origin.offset());
    }

    /** What a record says that a cursor of flux-alerts waits for. */
    static Backlog.Entry of(Origin origin, TopicPartition cursor, long offset) {
        if (origin.value() == null) {
            return new Backlog.Entry(cursor, offset, origin, null, "the record has no value");
        }
        return Topics.ALERTS
                .codec()
                .decode(origin.bytes())
                .match(
                        alert -> new Backlog.Entry(cursor, offset, origin, new AlertEvent(origin, alert), null),
                        unknown -> new Backlog.Entry(cursor, offset, origin, null, "its type is not known"),
                        malformed -> new Backlog.Entry(cursor, offset, origin, null, malformed.reason()));
    }
}
