package io.fluxstream.history.verify;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.history.log.Unreadable;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.rerun.LoggedRuleChanges;
import io.fluxstream.history.rerun.RuleShelf;
import io.fluxstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Judges flux-status again and compares flux-alerts and flux-transitions with what follows, byte for byte, cluster by cluster: each from
 * its very first record on or, where that is gone, from the first checkpoint on whose record is still there.
 *
 * <p>It compares as far as the processor has committed: what it wrote, it wrote in the transaction that moved its offset there.
 *
 * @param kafka settings of Kafka's clients
 * @param group of the processor, whose offsets say how far it is
 * @param shelf where the rules are kept that flux-transitions speaks of
 * @param clusters whose partitions are compared; empty for all
 */
public record Verification(Map<String, String> kafka, String group, RuleShelf shelf, Set<String> clusters) {
    public Verification {
        kafka = Map.copyOf(kafka);
        clusters = Set.copyOf(clusters);
    }

    /**
     * Compares, several partitions side by side.
     *
     * @throws HistoryException if the topics cannot be read
     */
    public Verified run(Progress progress) throws HistoryException {
        try (ProcessorOffsets offsets = ProcessorOffsets.open(kafka, group)) {
            List<Integer> partitions = offsets.partitions(clusters);
            Meter meter = new Meter(progress, offsets.toRead(partitions));
            List<VerifiedCluster> compared = sideBySide(partitions, offsets, meter);
            return new Verified(
                    compared.stream()
                            .sorted(Comparator.comparing(VerifiedCluster::cluster))
                            .toList(),
                    progress.isStopped());
        } catch (KafkaException e) {
            throw Unreadable.because(kafka, e);
        }
    }

    private List<VerifiedCluster> sideBySide(List<Integer> partitions, ProcessorOffsets offsets, Meter meter)
            throws HistoryException {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "verify");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<VerifiedCluster>>> checks = new ArrayList<>();
            for (int partition : partitions) {
                checks.add(pool.submit(() -> check(partition, offsets, meter)));
            }
            List<VerifiedCluster> compared = new ArrayList<>();
            for (Future<List<VerifiedCluster>> check : checks) {
                compared.addAll(check.get());
            }
            return compared;
        } catch (ExecutionException e) {
            meter.fail();
            if (e.getCause() instanceof HistoryException unreadable) {
                throw unreadable;
            }
            if (e.getCause() instanceof KafkaException unreadable) {
                throw Unreadable.because(kafka, unreadable);
            }
            throw new IllegalStateException("a partition could not be compared", e.getCause());
        } catch (InterruptedException e) {
            meter.fail();
            throw new InterruptException(e);
        } finally {
            pool.shutdown();
        }
    }

    private List<VerifiedCluster> check(int partition, ProcessorOffsets offsets, Meter meter) throws HistoryException {
        if (meter.isStopped()) {
            return List.of();
        }
        Predicate<String> isWanted = cluster -> clusters.isEmpty() || clusters.contains(cluster);
        try (PartitionCursor alerts = PartitionCursor.open(kafka, Topics.ALERTS.name(), partition);
                PartitionCursor transitions = PartitionCursor.open(kafka, Topics.TRANSITIONS.name(), partition);
                PartitionCursor status = PartitionCursor.open(kafka, Topics.STATUS.name(), partition);
                Beginnings beginnings = new Beginnings(kafka, partition, status.begin())) {
            // Asked after the ends of the outputs, so that everything up to those follows from records before it.
            long committed = offsets.committed(partition);
            if (committed == 0) {
                return List.of();
            }
            status.endAt(committed);
            LoggedRuleChanges rules = new LoggedRuleChanges(shelf);
            rules.read(kafka, partition);
            return new PartitionCheck(
                            partition,
                            rules,
                            beginnings,
                            Output.of(Topics.ALERTS, partition, alerts, FluxAlert::at, beginnings, isWanted),
                            Output.of(
                                    Topics.TRANSITIONS,
                                    partition,
                                    transitions,
                                    TransitionEvent::at,
                                    beginnings,
                                    isWanted),
                            isWanted,
                            meter)
                    .run(status);
        }
    }
}
