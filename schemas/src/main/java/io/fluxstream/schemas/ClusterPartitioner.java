package io.fluxstream.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Puts every record of a cluster into one partition, the same number in every topic: Kafka's murmur2 of the cluster's name, made
 * positive, modulo partitions. The cluster is the key up to the first slash.
 */
public final class ClusterPartitioner implements Partitioner {
    /** The partition of a cluster. */
    public static int partition(String cluster, int partitions) {
        return partition(cluster.getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** The partition of a record by its key; one without a key goes to partition 0. */
    public static int partitionOfKey(byte @Nullable [] key, int partitions) {
        return key == null ? 0 : partition(cluster(key), partitions);
    }

    private static int partition(byte[] cluster, int partitions) {
        return Utils.toPositive(Utils.murmur2(cluster)) % partitions;
    }

    private static byte[] cluster(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            if (key[i] == '/') {
                return Arrays.copyOf(key, i);
            }
        }
        return key;
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        Integer partitions = cluster.partitionCountForTopic(topic);
        if (partitions == null) {
            throw new IllegalArgumentException("topic " + topic + " is not known to the producer");
        }
        return partitionOfKey(keyBytes, partitions);
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
