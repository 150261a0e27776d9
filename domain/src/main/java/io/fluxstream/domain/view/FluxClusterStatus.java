package io.fluxstream.domain.view;

import io.fluxstream.domain.EventTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a cluster is known: a record of the topic flux-clusters.
 *
 * @param clock the cluster's clock: the greatest observedAt of its records
 * @param session the watcher's; null before the first
 * @param live whether every kind is live
 */
public record FluxClusterStatus(
        String cluster, Instant clock, @Nullable String session, boolean live, List<KindStatus> kinds) {
    /**
     * One kind of the cluster.
     *
     * @param liveUntil the end of the kind's lease; null for a kind that no heartbeat has named
     * @param resources how many are known and not gone
     * @param error why it is not live, as the last heartbeat said
     */
    public record KindStatus(
            String kind,
            boolean live,
            @Nullable Instant liveUntil,
            int resources,
            @Nullable String error) {
        public KindStatus {
            if (liveUntil != null) {
                liveUntil = EventTime.of(liveUntil);
            }
        }
    }

    public FluxClusterStatus {
        clock = EventTime.of(clock);
        kinds = List.copyOf(kinds);
    }
}
