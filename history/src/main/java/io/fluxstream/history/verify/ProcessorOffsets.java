package io.fluxstream.history.verify;

import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.Unreadable;
import io.fluxstream.schemas.ClientSettings;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How far the processor is in flux-status. */
final class ProcessorOffsets implements AutoCloseable {
    private final Map<String, String> kafka;
    private final String group;
    private final Admin admin;

    private ProcessorOffsets(Map<String, String> kafka, String group, Admin admin) {
        this.kafka = kafka;
        this.group = group;
        this.admin = admin;
    }

    static ProcessorOffsets open(Map<String, String> kafka, String group) {
        Map<String, Object> settings = ClientSettings.of(kafka);
        settings.put("default.api.timeout.ms", "10000");
        settings.put("request.timeout.ms", "10000");
        return new ProcessorOffsets(kafka, group, Admin.create(settings));
    }

    /** The partitions in which those clusters are; all for none. */
    List<Integer> partitions(Set<String> clusters) throws HistoryException {
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

    /** The first offset that the processor has not committed; 0 when it has committed nothing. */
    long committed(int partition) throws HistoryException {
        OffsetAndMetadata committed = committed().get(new TopicPartition(Topics.STATUS.name(), partition));
        return committed == null ? 0 : committed.offset();
    }

    /** How many offsets there are from the beginnings of partitions to where the processor is. */
    long toRead(List<Integer> partitions) throws HistoryException {
        Map<TopicPartition, OffsetSpec> earliest = partitions.stream()
                .map(partition -> new TopicPartition(Topics.STATUS.name(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.earliest()));
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                get(() -> admin.listOffsets(earliest).all().get());
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return begins.entrySet().stream()
                .mapToLong(begin -> {
                    OffsetAndMetadata reached = committed.get(begin.getKey());
                    return reached == null
                            ? 0
                            : Math.max(0, reached.offset() - begin.getValue().offset());
                })
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws HistoryException {
        return get(() -> admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
    }

    /** Something that the broker is asked. */
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private <T> T get(Question<T> question) throws HistoryException {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new HistoryException(
                        "Kafka at " + kafka.get("bootstrap.servers") + " has no topic " + Topics.STATUS.name()
                                + "; has a watcher or processor run there?",
                        e);
            }
            throw Unreadable.because(kafka, new KafkaException(e));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
