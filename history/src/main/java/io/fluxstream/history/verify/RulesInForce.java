package io.fluxstream.history.verify;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rules the clusters of a partition were judged by, from which of their records on, as flux-transitions says. */
final class RulesInForce {
    private final RuleShelf shelf;
    private final Map<String, Map<Long, RulesActivated>> changes = new HashMap<>();

    private RulesInForce(RuleShelf shelf) {
        this.shelf = shelf;
    }

    /** Reads all changes up to the end of a cursor over flux-transitions. */
    static RulesInForce read(PartitionCursor transitions, RuleShelf shelf) throws HistoryException {
        RulesInForce rules = new RulesInForce(shelf);
        for (LogRecord record = transitions.next(); record != null; record = transitions.next()) {
            rules.add(record.key(), record.value());
        }
        return rules;
    }

    private void add(byte @Nullable [] key, byte @Nullable [] value) {
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
            changes.computeIfAbsent(change.cluster(), cluster -> new HashMap<>())
                    .put(change.record(), change);
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

    /** The rules that a record, counted from 1, was the first to be judged by; null when nothing changed. */
    @Nullable RuleSet from(String cluster, long record) throws HistoryException {
        RulesActivated change = changes.getOrDefault(cluster, Map.of()).get(record);
        return change == null ? null : shelf.rules(change.revision(), change.hash());
    }
}
