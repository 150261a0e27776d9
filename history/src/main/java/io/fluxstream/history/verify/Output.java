package io.fluxstream.history.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the processor wrote into one partition of a topic, cluster by cluster. */
final class Output {
    private final String topic;
    private final int partition;
    private final PartitionCursor cursor;
    private final Function<LogRecord, Instant> stamp;
    private final Beginnings beginnings;
    private final Predicate<String> isWanted;
    private final long end;
    /** When the first record that is there was appended; null when nothing is missing before it. */
    private final @Nullable Instant cutAt;

    private final Map<String, Ledger> ledgers = new HashMap<>();

    private Output(
            String topic,
            int partition,
            PartitionCursor cursor,
            Function<LogRecord, Instant> stamp,
            Beginnings beginnings,
            Predicate<String> isWanted,
            @Nullable Instant cutAt) {
        this.topic = topic;
        this.partition = partition;
        this.cursor = cursor;
        this.stamp = stamp;
        this.beginnings = beginnings;
        this.isWanted = isWanted;
        this.cutAt = cutAt;
        end = cursor.end();
    }

    /**
     * A topic's partition, of which everything that a cursor shows must follow from the log.
     *
     * @param at how a value is stamped
     */
    static <V> Output of(
            Topic<V> topic,
            int partition,
            PartitionCursor cursor,
            Function<V, Instant> at,
            Beginnings beginnings,
            Predicate<String> isWanted)
            throws HistoryException {
        Instant cutAt = null;
        if (cursor.begin() > 0) {
            LogRecord first = cursor.next();
            cutAt = first == null ? null : first.appendedAt();
            cursor.seek(cursor.begin());
        }
        Function<LogRecord, Instant> stamp = record -> {
            byte[] value = record.value();
            return value == null
                    ? Instant.MIN
                    : topic.codec().decode(value).<Instant>match(at, unknown -> Instant.MIN, malformed -> Instant.MIN);
        };
        return new Output(topic.name(), partition, cursor, stamp, beginnings, isWanted, cutAt);
    }

    /** Whether it still holds everything that records appended then or later have brought about. */
    boolean reachesBackTo(Instant appendedAt) {
        return cutAt == null || !cutAt.isAfter(appendedAt);
    }

    Ledger ledger(String cluster) throws HistoryException {
        Ledger known = ledgers.get(cluster);
        if (known == null) {
            known = new Ledger(topic, partition, cluster, stamp, beginnings.earliest(cluster));
            ledgers.put(cluster, known);
        }
        return known;
    }

    /** The clusters of which it holds something, or should. */
    List<String> clusters() {
        return List.copyOf(ledgers.keySet());
    }

    /** What follows may be written while everything is compared: later records are looked at, but need not follow. */
    void lookAgain() throws HistoryException {
        cursor.lookAgain();
    }

    /** Reads until everything that follows for the cluster so far was compared. */
    void catchUp(String cluster) throws HistoryException {
        Ledger own = ledger(cluster);
        while (own.awaitsMore()) {
            LogRecord next = cursor.next();
            if (next == null) {
                own.nothingMoreIsThere();
            } else {
                isThere(next);
            }
        }
    }

    private void isThere(LogRecord record) throws HistoryException {
        String cluster = clusterOf(record);
        if (isWanted.test(cluster)) {
            ledger(cluster).isThere(record);
        }
    }

    /** Compares what is left once nothing more follows. */
    void finish() throws HistoryException {
        for (String cluster : clusters()) {
            ledger(cluster).nothingMoreFollows();
            catchUp(cluster);
        }
        cursor.endAt(end);
        for (LogRecord next = cursor.next(); next != null; next = cursor.next()) {
            isThere(next);
        }
        ledgers.values().forEach(ledger -> ledger.finish(end));
    }

    /** The log never held anything of that cluster: neither must this. */
    void mustHoldNothingOf(String cluster) throws HistoryException {
        Ledger ledger = ledger(cluster);
        ledger.begin(null, false);
        ledger.finish(end);
    }

    private static String clusterOf(LogRecord record) {
        byte[] key = record.key();
        String text = key == null ? "" : new String(key, UTF_8);
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
