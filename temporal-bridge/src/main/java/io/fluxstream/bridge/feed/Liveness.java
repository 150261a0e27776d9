package io.fluxstream.bridge.feed;

import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The newest row of flux-clusters. A row that only says that time went on waits until half a minute after the one before:
 * a signal each five seconds would be nearly all that a workflow ever gets. What is new goes at once.
 */
final class Liveness {
    private static final long BETWEEN = Duration.ofSeconds(30).toNanos();

    private @Nullable Item newest;
    private String newestSays = "";
    private String sentSays = "";
    private boolean anySent;
    private long lastSent;

    void offer(Item row) {
        newest = row;
        newestSays = says(row);
    }

    /** The row that is to be sent now. */
    @Nullable Item due(long now) {
        return newest != null && waits(now) <= 0 ? newest : null;
    }

    /** In how many nanoseconds the row that waits is due; the longest time when none waits. */
    long waits(long now) {
        if (newest == null) {
            return Long.MAX_VALUE;
        }
        return !anySent || !newestSays.equals(sentSays) ? 0 : lastSent + BETWEEN - now;
    }

    void sent(Item row, long now) {
        anySent = true;
        lastSent = now;
        sentSays = says(row);
        Item waiting = newest;
        if (waiting != null && waiting.offset() <= row.offset()) {
            newest = null;
        }
    }

    void dropUpTo(Map<TopicPartition, Long> offsets) {
        Item row = newest;
        if (row != null && row.offset() <= offsets.getOrDefault(row.partition(), -1L)) {
            newest = null;
        }
    }

    boolean isWaiting() {
        return newest != null;
    }

    /** What waits is to be sent without further ado. */
    void hurry() {
        anySent = false;
    }

    void clear() {
        newest = null;
        anySent = false;
    }

    OptionalLong waiting(TopicPartition partition) {
        Item row = newest;
        return row != null && row.partition().equals(partition) ? OptionalLong.of(row.offset()) : OptionalLong.empty();
    }

    /** The row without its clock, its leases and its counts. */
    private static String says(Item row) {
        byte[] value = row.value();
        if (value == null) {
            return "gone";
        }
        return Topics.CLUSTERS
                .codec()
                .decode(value)
                .match(Liveness::says, unknown -> "unknown", malformed -> "malformed");
    }

    private static String says(FluxClusterStatus status) {
        List<String> kinds = status.kinds().stream()
                .map(kind -> kind.kind() + ' ' + kind.live() + ' ' + kind.error())
                .toList();
        return status.session() + " " + status.live() + ' ' + kinds;
    }
}
