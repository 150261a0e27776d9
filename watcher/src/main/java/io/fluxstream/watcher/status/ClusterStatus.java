package io.fluxstream.watcher.status;

import java.util.List;

/**
 * How the watching of one cluster goes.
 *
 * @param source where it is read from, for people
 * @param waiting records that Kafka has not acknowledged
 * @param kinds in order of configuration
 */
public record ClusterStatus(String cluster, String source, String session, int waiting, List<KindStatus> kinds) {
    public ClusterStatus {
        kinds = List.copyOf(kinds);
    }

    /** Whether every kind that is installed is followed without a gap. */
    public boolean isLive() {
        return kinds.stream().allMatch(kind -> kind.live() || kind.state().equals("not installed"));
    }
}
