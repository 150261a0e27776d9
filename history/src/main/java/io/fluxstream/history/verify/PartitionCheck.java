package io.fluxstream.history.verify;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.history.rerun.RuleChanges;
import io.fluxstream.schemas.intake.Intake;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One partition of flux-status judged again, beside the same partition of what the processor wrote. */
final class PartitionCheck {
    private static final int BETWEEN_WORDS = 1_000;

    private final int partition;
    private final RuleChanges rules;
    private final Beginnings beginnings;
    private final Output alerts;
    private final Output transitions;
    private final Predicate<String> isWanted;
    private final Meter meter;
    private final Map<String, ClusterCheck> clusters = new HashMap<>();

    PartitionCheck(
            int partition,
            RuleChanges rules,
            Beginnings beginnings,
            Output alerts,
            Output transitions,
            Predicate<String> isWanted,
            Meter meter) {
        this.partition = partition;
        this.rules = rules;
        this.beginnings = beginnings;
        this.alerts = alerts;
        this.transitions = transitions;
        this.isWanted = isWanted;
        this.meter = meter;
    }

    /** Compares up to the end of the cursors; what the outputs hold from there on may follow from later records. */
    List<VerifiedCluster> run(PartitionCursor status) throws HistoryException {
        alerts.lookAgain();
        transitions.lookAgain();
        long told = status.begin();
        long read = 0;
        LogRecord record = meter.isStopped() ? null : status.next();
        while (record != null && !meter.isStopped()) {
            judge(record);
            read++;
            if (read == BETWEEN_WORDS) {
                meter.add(read, record.offset() - told);
                told = record.offset();
                read = 0;
            }
            record = status.next();
        }
        if (!meter.isStopped()) {
            alerts.finish();
            transitions.finish();
            addUnseen(status.begin() == 0);
            meter.add(read, status.end() - told);
        }
        return clusters.values().stream().map(ClusterCheck::verified).toList();
    }

    private void judge(LogRecord record) throws HistoryException {
        FluxStatusEvent event = Intake.read(record.key(), record.value(), record.appendedAt())
                .<@Nullable FluxStatusEvent>match(accepted -> accepted.event(), skipped -> null, dead -> null);
        if (event != null && isWanted.test(event.cluster())) {
            cluster(event.cluster()).judge(record, event);
        }
    }

    /** Clusters of which the outputs hold something, and flux-status nothing. */
    private void addUnseen(boolean isWhole) throws HistoryException {
        Set<String> unseen = new HashSet<>(alerts.clusters());
        unseen.addAll(transitions.clusters());
        unseen.removeAll(clusters.keySet());
        for (String name : unseen) {
            cluster(name);
            if (isWhole) {
                alerts.mustHoldNothingOf(name);
                transitions.mustHoldNothingOf(name);
            }
        }
    }

    private ClusterCheck cluster(String name) throws HistoryException {
        ClusterCheck known = clusters.get(name);
        if (known == null) {
            known = new ClusterCheck(name, partition, rules, beginnings, alerts, transitions);
            clusters.put(name, known);
        }
        return known;
    }
}
