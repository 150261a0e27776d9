package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPartitionerTest {
    /** Worked out with another implementation of murmur2: a cluster that moves loses its order. */
    @ParameterizedTest
    @CsvSource({
        "ottawa, 1, 0",
        "ottawa, 3, 0",
        "ottawa, 12, 9",
        "ottawa, 100, 9",
        "robbinsdale, 12, 6",
        "robbinsdale, 100, 90",
        "stpetersburg, 12, 3",
        "stpetersburg, 100, 47",
        "a, 3, 1",
        "a, 12, 4",
        "a.b-c, 100, 28",
    })
    void aClustersPartitionNeverChanges(String cluster, int partitions, int partition) {
        assertThat(ClusterPartitioner.partition(cluster, partitions)).isEqualTo(partition);
    }

    @ParameterizedTest
    @CsvSource({
        "ottawa",
        "ottawa/Kustomization/flux-system/app-podinfo",
        "ottawa/9f86d081884c7d65",
        "ottawa/Cluster//ottawa",
        "ottawa/",
    })
    void everyKeyOfAClusterGoesToItsPartition(String key) {
        assertThat(produced(key)).isEqualTo(9);
    }

    @Test
    void aRecordWithoutAKeyHasAPlaceToo() {
        assertThat(produced(null)).isZero();
        assertThat(produced("")).isBetween(0, 11);
        assertThat(produced("/no cluster")).isBetween(0, 11);
    }

    @Test
    void refusesATopicOfWhichNothingIsKnown() {
        Cluster nothing = cluster(0);
        assertThatThrownBy(() -> new ClusterPartitioner().partition("flux-status", null, null, null, null, nothing))
                .hasMessage("topic flux-status is not known to the producer");
    }

    private static int produced(@Nullable String key) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        try (ClusterPartitioner partitioner = new ClusterPartitioner()) {
            return partitioner.partition("flux-status", key, bytes, null, null, cluster(12));
        }
    }

    private static Cluster cluster(int partitions) {
        Node node = new Node(0, "localhost", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionInfo("flux-status", i, node, nodes, nodes))
                .toList();
        return new Cluster("id", List.of(node), infos, Set.of(), Set.of());
    }
}
