package io.fluxstream.watcher.share;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Our sessions of the clusters that we watch, and whether the last one in the log is still one of them.
 *
 * <p>The log's order decides, as it does for every reader. While a session of ours has not been read back, nothing is decided: it may
 * stand behind the one that was just read.
 */
public final class Sessions {
    private final Map<String, Own> clusters = new HashMap<>();

    /** What the log says of a cluster after a session began in it. */
    enum Standing {
        /** Nothing new. */
        AS_BEFORE,
        /** Another watcher has begun a session behind all of ours. */
        LOST,
        /** A session of ours, written twice, stands behind the one that we had lost the cluster to. */
        REGAINED
    }

    private static final class Own {
        private final Set<String> all = new HashSet<>();
        private final Set<String> unread = new HashSet<>();
        private boolean isLost;
    }

    /** A session of ours is about to be written. */
    public synchronized void begun(String cluster, String session) {
        Own own = clusters.computeIfAbsent(cluster, unknown -> new Own());
        own.all.add(session);
        own.unread.add(session);
        own.isLost = false;
    }

    /** The cluster is none of ours any more. */
    synchronized void forget(String cluster) {
        clusters.remove(cluster);
    }

    /** A session was read. */
    synchronized Standing read(String cluster, String session) {
        Own own = clusters.get(cluster);
        if (own == null) {
            return Standing.AS_BEFORE;
        }
        own.unread.remove(session);
        boolean wasLost = own.isLost;
        own.isLost = own.unread.isEmpty() && !own.all.contains(session);
        if (own.isLost == wasLost) {
            return Standing.AS_BEFORE;
        }
        return own.isLost ? Standing.LOST : Standing.REGAINED;
    }
}
