package io.fluxstream.watcher.share;

import java.util.Set;

/** Watches the clusters that it is given, until they are taken away; told so by one thread. */
public interface ClusterHolder {
    /** Begins to watch clusters; returns once it has, or the process ends. */
    void take(Set<String> clusters);

    /** Stops watching clusters so that another watcher can go on where this one was. */
    void release(Set<String> clusters);

    /** Stops watching a cluster that another watcher has begun to watch meanwhile. */
    void lose(String cluster, String session);
}
