package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.workflow.Signals;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Which topics one feed reads, and which workflow each of their records is for. */
interface Routes {
    String ALL_ALERTS = "";

    List<Topic<?>> topics();

    /** The names of the workflows that must exist now, before any record of theirs comes by. */
    Set<String> known(TopicReader reader);

    /** The name of the workflow that a record is for. */
    String nameFor(Item item);

    Destination destination(String name, int partitions);

    /** The partitions that hold records for a workflow. */
    Set<TopicPartition> concerns(String name, int partitions);

    /** One workflow per cluster. */
    static Routes watches(Signals signals, Asking asking) {
        return new Routes() {
            @Override
            public List<Topic<?>> topics() {
                return WatchDestination.TOPICS;
            }

            @Override
            public Set<String> known(TopicReader reader) {
                Set<String> clusters = new TreeSet<>();
                reader.readAll(reader.partitions(Topics.CLUSTERS.name()), row -> clusters.add(row.cluster()));
                clusters.remove("");
                return clusters;
            }

            @Override
            public String nameFor(Item item) {
                return item.cluster();
            }

            @Override
            public Destination destination(String name, int partitions) {
                return new WatchDestination(name, partitions, signals, asking);
            }

            @Override
            public Set<TopicPartition> concerns(String name, int partitions) {
                int partition = ClusterPartitioner.partition(name, partitions);
                return topics().stream()
                        .map(topic -> new TopicPartition(topic.name(), partition))
                        .collect(Collectors.toUnmodifiableSet());
            }
        };
    }

    /** The one workflow for the alerts of all clusters. */
    static Routes alerts(Signals signals, Asking asking) {
        return new Routes() {
            @Override
            public List<Topic<?>> topics() {
                return AlertsDestination.TOPICS;
            }

            @Override
            public Set<String> known(TopicReader reader) {
                return Set.of(ALL_ALERTS);
            }

            @Override
            public String nameFor(Item item) {
                return ALL_ALERTS;
            }

            @Override
            public Destination destination(String name, int partitions) {
                return new AlertsDestination(signals, asking);
            }

            @Override
            public Set<TopicPartition> concerns(String name, int partitions) {
                return topics().stream()
                        .flatMap(topic -> IntStream.range(0, partitions)
                                .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                        .collect(Collectors.toUnmodifiableSet());
            }
        };
    }
}
