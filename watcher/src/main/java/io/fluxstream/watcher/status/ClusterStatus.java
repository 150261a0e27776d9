package io.fluxstream.watcher.status;

import java.util.List;
import java.util.Objects;

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

    /** The same after another watcher has begun to watch the cluster: nothing of it is live here any more. */
    public ClusterStatus takenBy(String otherSession) {
        String error = "watched by another watcher since session " + otherSession;
        return new ClusterStatus(
                cluster,
                source,
                session,
                0,
                kinds.stream().map(kind -> kind.stoppedBecause(error)).toList());
    }

    /** Whether every kind that is installed is followed without a gap. */
    public boolean isLive() {
        return kinds.stream().allMatch(kind -> kind.live() || !kind.isInstalled());
    }

    /** Whether the cluster answers: some kind is followed without a gap, or none is installed. */
    public boolean isReached() {
        return kinds.stream().anyMatch(KindStatus::live)
                || (!kinds.isEmpty() && kinds.stream().noneMatch(KindStatus::isInstalled));
    }

    /** The cluster and the first thing that is wrong with it, for people. */
    public String trouble() {
        return cluster + ": "
                + kinds.stream()
                        .map(KindStatus::error)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("not listed yet");
    }
}
