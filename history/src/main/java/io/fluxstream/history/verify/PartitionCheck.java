package io.fluxstream.history.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.intake.Intake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One partition of flux-status judged again, beside the same partition of what the processor wrote. */
final class PartitionCheck {
    private static final int BETWEEN_ROWS = 1 << 16;

    private final int partition;
    private final RulesInForce rules;
    private final Output alerts;
    private final Output transitions;
    private final Map<String, Cluster> clusters = new TreeMap<>();

    PartitionCheck(int partition, RulesInForce rules, PartitionCursor alerts, PartitionCursor transitions) {
        this.partition = partition;
        this.rules = rules;
        this.alerts = new Output(Topics.ALERTS.name(), alerts);
        this.transitions = new Output(Topics.TRANSITIONS.name(), transitions);
    }

    /** Compares up to the end of the cursors; what the outputs hold from there on may follow from later records. */
    List<VerifiedCluster> run(PartitionCursor status, BooleanSupplier stopped) throws HistoryException {
        long alertsEnd = alerts.cursor.end();
        long transitionsEnd = transitions.cursor.end();
        alerts.cursor.lookAgain();
        transitions.cursor.lookAgain();
        for (LogRecord record = status.next(); record != null && !stopped.getAsBoolean(); record = status.next()) {
            judge(record);
        }
        if (!stopped.getAsBoolean()) {
            alerts.finish(alertsEnd);
            transitions.finish(transitionsEnd);
        }
        return clusters.values().stream().map(this::verified).toList();
    }

    private void judge(LogRecord record) throws HistoryException {
        FluxStatusEvent event = Intake.read(record.key(), record.value(), record.appendedAt())
                .<@Nullable FluxStatusEvent>match(accepted -> accepted.event(), skipped -> null, dead -> null);
        if (event == null) {
            return;
        }
        Cluster cluster = clusters.computeIfAbsent(event.cluster(), Cluster::new);
        for (Effect effect : cluster.apply(event)) {
            effect.match(new Following(event.cluster(), record.offset()));
        }
        alerts.catchUp(event.cluster());
        transitions.catchUp(event.cluster());
    }

    private VerifiedCluster verified(Cluster cluster) {
        List<Mismatch> mismatches = new ArrayList<>();
        for (Output output : List.of(alerts, transitions)) {
            Mismatch mismatch = output.ledger(cluster.name).mismatch();
            if (mismatch != null) {
                mismatches.add(mismatch);
            }
        }
        return new VerifiedCluster(
                cluster.name,
                cluster.records,
                alerts.ledger(cluster.name).same(),
                transitions.ledger(cluster.name).same(),
                mismatches);
    }

    /** The engine of a cluster, and how many records it has seen. */
    private final class Cluster {
        private final String name;
        private @Nullable ClusterEngine engine;
        private long records;

        Cluster(String name) {
            this.name = name;
        }

        List<Effect> apply(FluxStatusEvent event) throws HistoryException {
            records++;
            RuleSet changed = rules.from(name, records);
            ClusterEngine known = engine;
            if (known == null) {
                if (changed == null) {
                    throw new HistoryException(Topics.TRANSITIONS.name() + "-" + partition
                            + " does not say by which rules the first record of cluster " + name + " was judged");
                }
                known = new ClusterEngine(name, changed);
                engine = known;
            } else if (changed != null) {
                known.activate(changed);
            }
            List<Effect> effects = known.apply(event);
            if (records % BETWEEN_ROWS == 0) {
                known.takeChangedRows();
            }
            return effects;
        }
    }

    /** What the processor wrote into one topic, cluster by cluster. */
    private final class Output {
        private final String topic;
        private final PartitionCursor cursor;
        private final Map<String, Ledger> ledgers = new HashMap<>();

        Output(String topic, PartitionCursor cursor) {
            this.topic = topic;
            this.cursor = cursor;
        }

        Ledger ledger(String cluster) {
            return ledgers.computeIfAbsent(cluster, name -> new Ledger(topic, partition, name, cursor.begin() > 0));
        }

        /** Reads until everything that follows for the cluster so far was compared. */
        void catchUp(String cluster) throws HistoryException {
            Ledger own = ledger(cluster);
            while (own.awaitsMore()) {
                LogRecord next = cursor.next();
                if (next == null) {
                    own.nothingMoreIsThere();
                } else {
                    ledger(clusterOf(next)).isThere(next);
                }
            }
        }

        void finish(long end) throws HistoryException {
            cursor.endAt(end);
            for (LogRecord next = cursor.next(); next != null; next = cursor.next()) {
                ledger(clusterOf(next)).isThere(next);
            }
            ledgers.values().forEach(ledger -> ledger.nothingMoreFollows(end));
        }

        private static String clusterOf(LogRecord record) {
            byte[] key = record.key();
            String text = key == null ? "" : new String(key, UTF_8);
            int slash = text.indexOf('/');
            return slash < 0 ? text : text.substring(0, slash);
        }
    }

    /** Notes what follows from a record. */
    private final class Following implements Effect.Cases<Boolean> {
        private final String cluster;
        private final long offset;

        Following(String cluster, long offset) {
            this.cluster = cluster;
            this.offset = offset;
        }

        @Override
        public Boolean activated(Effect.Activated effect) {
            return transition(effect.rules());
        }

        @Override
        public Boolean transition(Effect.Transitioned effect) {
            return transition(effect.transition());
        }

        private boolean transition(TransitionEvent event) {
            return follows(transitions, event.key(), Topics.TRANSITIONS.codec().encode(event));
        }

        @Override
        public Boolean checkpoint(Effect.CheckpointDue effect) {
            return false;
        }

        @Override
        public Boolean alert(Effect.Alerted effect) {
            FluxAlert alert = effect.alert();
            return follows(
                    alerts, alert.resource().toString(), Topics.ALERTS.codec().encode(alert));
        }

        @Override
        public Boolean resource(Effect.ResourceChanged effect) {
            return false;
        }

        @Override
        public Boolean cluster(Effect.ClusterChanged effect) {
            return false;
        }

        @Override
        public Boolean dropped(Effect.Dropped effect) {
            return false;
        }

        private boolean follows(Output output, String key, byte[] value) {
            output.ledger(cluster).follows(new Ledger.Expected(key.getBytes(UTF_8), value, offset));
            return true;
        }
    }
}
