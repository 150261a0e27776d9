package io.fluxstream.history.verify;

import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Judges flux-status again and compares flux-alerts and flux-transitions with what follows, byte for byte, cluster by cluster.
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

    /** Compares. */
    public Verified run(BooleanSupplier stopped) throws HistoryException {
        List<VerifiedCluster> compared = new ArrayList<>();
        List<String> notVerifiable = new ArrayList<>();
        try (Admin admin = Admin.create(new HashMap<String, Object>(kafka))) {
            for (int partition : partitions(admin)) {
                if (!stopped.getAsBoolean()) {
                    check(admin, partition, stopped, compared, notVerifiable);
                }
            }
        } catch (KafkaException e) {
            throw new HistoryException(
                    "Kafka at " + kafka.get("bootstrap.servers") + " cannot be read (" + e.getMessage() + ")", e);
        }
        List<VerifiedCluster> wanted = compared.stream()
                .filter(cluster -> clusters.isEmpty() || clusters.contains(cluster.cluster()))
                .sorted(Comparator.comparing(VerifiedCluster::cluster))
                .toList();
        return new Verified(wanted, notVerifiable, stopped.getAsBoolean());
    }

    private void check(
            Admin admin,
            int partition,
            BooleanSupplier stopped,
            List<VerifiedCluster> compared,
            List<String> notVerifiable)
            throws HistoryException {
        try (PartitionCursor alerts = PartitionCursor.open(kafka, Topics.ALERTS.name(), partition);
                PartitionCursor transitions = PartitionCursor.open(kafka, Topics.TRANSITIONS.name(), partition);
                PartitionCursor status = PartitionCursor.open(kafka, Topics.STATUS.name(), partition)) {
            // Asked after the ends of the outputs, so that everything up to those follows from records before it.
            status.endAt(committed(admin, partition));
            if (status.begin() > 0) {
                notVerifiable.add("partition " + partition + " of " + Topics.STATUS.name() + " begins at offset "
                        + status.begin() + ": retention has removed what its clusters' state comes from");
                return;
            }
            for (PartitionCursor output : List.of(alerts, transitions)) {
                if (output.begin() > 0) {
                    notVerifiable.add((output == alerts ? Topics.ALERTS : Topics.TRANSITIONS).name() + "-" + partition
                            + " begins at offset " + output.begin() + ": what was before is gone");
                }
            }
            RulesInForce rules = rules(partition);
            compared.addAll(new PartitionCheck(partition, rules, alerts, transitions).run(status, stopped));
        }
    }

    private RulesInForce rules(int partition) throws HistoryException {
        try (PartitionCursor transitions = PartitionCursor.open(kafka, Topics.TRANSITIONS.name(), partition)) {
            return RulesInForce.read(transitions, shelf);
        }
    }

    private long committed(Admin admin, int partition) throws HistoryException {
        OffsetAndMetadata committed = get(() -> admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get())
                .get(new TopicPartition(Topics.STATUS.name(), partition));
        return committed == null ? 0 : committed.offset();
    }

    private List<Integer> partitions(Admin admin) throws HistoryException {
        int count = get(() -> admin.describeTopics(List.of(Topics.STATUS.name()))
                        .allTopicNames()
                        .get())
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        Set<Integer> home = clusters.stream()
                .map(cluster -> ClusterPartitioner.partition(cluster, count))
                .collect(Collectors.toSet());
        List<Integer> partitions = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            if (home.isEmpty() || home.contains(partition)) {
                partitions.add(partition);
            }
        }
        return partitions;
    }

    /** Something that the broker is asked. */
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private <T> T get(Question<T> question) throws HistoryException {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new HistoryException(
                    "Kafka at " + kafka.get("bootstrap.servers") + " cannot be asked (" + cause.getMessage() + ")",
                    cause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
