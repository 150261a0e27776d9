package io.fluxstream.processor;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.MemoryRow;
import io.fluxstream.domain.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The engines of the clusters of one partition, on the heap, and the store that outlives them. */
final class ClusterEngines {
    private final RulesInForce rules;
    private final KeyValueStore<String, byte[]> memory;
    private final Map<String, ClusterEngine> byCluster = new HashMap<>();

    private ClusterEngines(RulesInForce rules, KeyValueStore<String, byte[]> memory) {
        this.rules = rules;
        this.memory = memory;
    }

    /** All that is known of the clusters, as readers are shown it. */
    List<Effect> shown() {
        List<Effect> shown = new ArrayList<>();
        byCluster.values().forEach(engine -> shown.addAll(engine.shown()));
        return shown;
    }

    /**
     * Engines that stand where the store does.
     *
     * @throws io.fluxstream.domain.engine.IncompatibleMemoryException if a version wrote the store that this one cannot follow
     */
    static ClusterEngines restore(RulesInForce rules, KeyValueStore<String, byte[]> memory) {
        ClusterEngines engines = new ClusterEngines(rules, memory);
        Map<String, List<MemoryRow>> rows = new HashMap<>();
        try (KeyValueIterator<String, byte[]> all = memory.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> row = all.next();
                rows.computeIfAbsent(clusterOf(row.key), cluster -> new ArrayList<>())
                        .add(new MemoryRow(row.key, row.value));
            }
        }
        rows.forEach(engines::restore);
        return engines;
    }

    /** The engine of a cluster; a fresh one at its first record. */
    ClusterEngine of(String cluster) {
        return byCluster.computeIfAbsent(cluster, name -> new ClusterEngine(name, rules.now()));
    }

    private void restore(String cluster, List<MemoryRow> rows) {
        long judgedBy = ClusterEngine.revisionOf(rows).orElse(0);
        byCluster.put(cluster, ClusterEngine.restore(cluster, rules.atLeast(judgedBy), rows));
    }

    /** Judges by these rules from each cluster's next record on. */
    void activate(RuleSet others) {
        byCluster.values().forEach(engine -> engine.activate(others));
    }

    int clusters() {
        return byCluster.size();
    }

    /** Writes what changed to the store. */
    void keep(List<MemoryRow> changed) {
        for (MemoryRow row : changed) {
            memory.put(row.key(), row.bytes());
        }
    }

    /** Puts a cluster's engine back to where the store stands, as if it had never seen what came since. */
    void rewind(String cluster) {
        List<MemoryRow> rows = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = memory.all()) {
            all.forEachRemaining(row -> {
                if (clusterOf(row.key).equals(cluster)) {
                    rows.add(new MemoryRow(row.key, row.value));
                }
            });
        }
        byCluster.remove(cluster);
        if (!rows.isEmpty()) {
            restore(cluster, rows);
        }
    }

    private static String clusterOf(String rowKey) {
        int slash = rowKey.indexOf('/');
        return slash < 0 ? rowKey : rowKey.substring(0, slash);
    }
}
