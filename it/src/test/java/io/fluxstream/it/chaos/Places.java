package io.fluxstream.it.chaos;

import java.util.List;

/** Who and what can be hit. */
final class Places {
    static final String WATCHER = "watcher";
    static final String PROCESSOR = "processor";
    static final String BRIDGE = "bridge";
    static final String BROKER = "kafka";
    static final String TEMPORAL = "temporal";

    /** The names of the clusters, which are also those of their API servers and of the networks before them. */
    static final List<String> CLUSTERS = List.of("north", "south");

    static final List<String> PROCESSES =
            List.of(PROCESSOR, WATCHER, BROKER, BRIDGE, TEMPORAL, CLUSTERS.get(0), CLUSTERS.get(1));
    static final List<String> NETWORKS = List.of(BROKER, CLUSTERS.get(0), TEMPORAL, CLUSTERS.get(1));

    /** What comes after flux-status: while it is away, everything is still seen. */
    static final List<String> BEHIND_THE_LOG = List.of(PROCESSOR, BRIDGE, TEMPORAL);

    private Places() {}
}
