package io.fluxstream.bridge.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives every partition to one bridge, while the others stand by: flux-alerts is fed from all partitions, and only who
 * has them all can rebuild it.
 */
public final class AllToOneAssignor implements ConsumerPartitionAssignor {
    @Override
    public String name() {
        return "flux-stream-all-to-one";
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription groupSubscription) {
        Map<String, Subscription> members = groupSubscription.groupSubscription();
        String active = Collections.min(members.keySet());
        Map<String, Assignment> assignments = new HashMap<>();
        members.forEach((member, subscription) -> assignments.put(
                member, new Assignment(member.equals(active) ? all(metadata, subscription.topics()) : List.of())));
        return new GroupAssignment(assignments);
    }

    private static List<TopicPartition> all(Cluster metadata, List<String> topics) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : new TreeSet<>(topics)) {
            Integer count = metadata.partitionCountForTopic(topic);
            for (int partition = 0; count != null && partition < count; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
        }
        return all;
    }
}
