package io.fluxstream.processor;

import io.fluxstream.schemas.ClusterPartitioner;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** Sends every record to its cluster's partition; a dead letter without a key goes to the first. */
final class ByCluster implements StreamPartitioner<byte[], byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(
            String topic, byte @Nullable [] key, byte @Nullable [] value, int partitions) {
        return Optional.of(Set.of(ClusterPartitioner.partitionOfKey(key, partitions)));
    }
}
