package io.fluxstream.processor;

import io.fluxstream.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the group is behind flux-status, as the broker says: a consumer's own figure would stand still with the consumer.
 */
final class GroupLag {
    private static final long ANSWER_SECONDS = 5;

    private final String group;
    private final int partitions;
    private final Map<Integer, Long> lags = new ConcurrentHashMap<>();

    GroupLag(String group, int partitions) {
        this.group = group;
        this.partitions = partitions;
    }

    /** Records that are not committed yet; NaN while that is not known. */
    double of(int partition) {
        Long lag = lags.get(partition);
        return lag == null ? Double.NaN : lag;
    }

    /** Asks anew; what is not answered is not known. */
    void ask(Admin admin) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            Map<TopicPartition, OffsetSpec> unread = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                TopicPartition status = new TopicPartition(Topics.STATUS.name(), partition);
                wanted.put(status, OffsetSpec.latest());
                if (committed.get(status) == null) {
                    unread.put(status, OffsetSpec.earliest());
                }
            }
            Map<TopicPartition, Long> starts = unread.isEmpty() ? Map.of() : offsets(admin, unread);
            offsets(admin, wanted).forEach((partition, end) -> {
                OffsetAndMetadata read = committed.get(partition);
                long from = read == null ? starts.getOrDefault(partition, end) : read.offset();
                lags.put(partition.partition(), Math.max(0, end - from));
            });
        } catch (ExecutionException | TimeoutException e) {
            lags.clear();
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Map<TopicPartition, OffsetSpec> wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(wanted).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
