package io.fluxstream.domain.engine;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.List;

/**
 * What is believed of one cluster, moved on by its records one after another.
 *
 * <p>The outcome is a pure function of the records in their order: the same records give the same effects.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ClusterEngine {
    private final String cluster;

    public ClusterEngine(String cluster, RuleSet rules) {
        this.cluster = cluster;
    }

    /** An engine that goes on where the one stood that gave these rows; in any order. */
    public static ClusterEngine restore(String cluster, RuleSet rules, Iterable<MemoryRow> rows) {
        throw new UnsupportedOperationException("being written");
    }

    /** Applies the next record of the cluster and says what it brings about, in order. */
    public List<Effect> apply(FluxStatusEvent event) {
        throw new UnsupportedOperationException("being written for " + cluster);
    }

    /** The rows of memory that changed since the last call, in a fixed order; what a restart needs. */
    public List<MemoryRow> takeChangedRows() {
        throw new UnsupportedOperationException("being written");
    }
}
