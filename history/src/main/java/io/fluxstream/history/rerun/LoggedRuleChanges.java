package io.fluxstream.history.rerun;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Changes of rules as flux-transitions names them. Partitions may be read while others are asked about. */
public final class LoggedRuleChanges implements RuleChanges {
    private final RuleShelf shelf;
    private final Map<String, Map<Long, RulesActivated>> changes = new ConcurrentHashMap<>();
    private final Map<String, Integer> homes = new ConcurrentHashMap<>();

    /** Knows of no change yet. */
    public LoggedRuleChanges(RuleShelf shelf) {
        this.shelf = shelf;
    }

    /** Reads all changes in a partition of flux-transitions, up to where it ends now; a broker without the topic has none. */
    public void read(Map<String, String> kafka, int partition) throws HistoryException {
        PartitionCursor opened = PartitionCursor.openIfThere(kafka, Topics.TRANSITIONS.name(), partition)
                .orElse(null);
        if (opened == null) {
            return;
        }
        try (PartitionCursor transitions = opened) {
            for (LogRecord record = transitions.next(); record != null; record = transitions.next()) {
                add(record.key(), record.value(), partition);
            }
        }
    }

    private void add(byte @Nullable [] key, byte @Nullable [] value, int partition) {
        if (key == null || value == null || isOfResource(key)) {
            return;
        }
        RulesActivated change = Topics.TRANSITIONS
                .codec()
                .decode(value)
                .<@Nullable RulesActivated>match(
                        event -> event.<@Nullable RulesActivated>match(transition -> null, activated -> activated),
                        unknown -> null,
                        malformed -> null);
        if (change != null) {
            changes.computeIfAbsent(change.cluster(), cluster -> new ConcurrentHashMap<>())
                    .put(change.record(), change);
            homes.put(change.cluster(), partition);
        }
    }

    /** Changes of rules have the cluster alone as their key, and are few. */
    private static boolean isOfResource(byte[] key) {
        for (byte b : key) {
            if (b == '/') {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable RuleSet from(String cluster, long record) throws HistoryException {
        RulesActivated change = change(cluster, record);
        return change == null ? null : shelf.rules(change.revision(), change.hash());
    }

    @Override
    public RuleSet of(long revision, String hash) throws HistoryException {
        return shelf.rules(revision, hash);
    }

    /** The first change stands at the time of the first record. */
    @Override
    public boolean mayBegin(String cluster, Instant observedAt) {
        RulesActivated first = change(cluster, 1);
        return first != null && first.at().equals(observedAt);
    }

    /** The time of the cluster's very first record; null if nothing tells of it any more. */
    @Nullable Instant first(String cluster) {
        RulesActivated first = change(cluster, 1);
        return first == null ? null : first.at();
    }

    /** The clusters of a partition that were ever judged. */
    List<String> clusters(int partition) {
        return homes.entrySet().stream()
                .filter(home -> home.getValue() == partition)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private @Nullable RulesActivated change(String cluster, long record) {
        return changes.getOrDefault(cluster, Map.of()).get(record);
    }
}
