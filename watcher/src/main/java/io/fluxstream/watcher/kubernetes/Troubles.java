package io.fluxstream.watcher.kubernetes;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what goes wrong with a cluster, once: its kinds mostly meet the same trouble together. Used on the loop. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final String cluster;
    private final Set<String> kinds = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    Troubles(String cluster) {
        this.cluster = cluster;
    }

    void met(String kind, CallFailure failure) {
        if (failure.isExpired()) {
            LOG.info("cluster {}: {}: the API server has forgotten where the watch was; listing again", cluster, kind);
            return;
        }
        kinds.add(kind);
        if (told.add(failure.text())) {
            LOG.warn("cluster {}: {}: {}; trying again", cluster, kind, failure.text());
        }
    }

    void overcame(String kind) {
        if (kinds.remove(kind) && kinds.isEmpty()) {
            told.clear();
            LOG.info("cluster {}: every kind is watched again", cluster);
        }
    }
}
