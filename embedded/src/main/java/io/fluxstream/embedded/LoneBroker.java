package io.fluxstream.embedded;

import java.util.Optional;
import java.util.function.Supplier;
import kafka.server.BrokerServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;

/**
 * A broker without another one to take over from it, which keeps transactions whole while its partitions have no leader.
 *
 * <p>They have none for a while at each start and stop. Kafka 4 takes such a partition for a deleted one when it writes the markers
 * that end a transaction: it leaves them out, says that the transaction is complete, and readers of committed records wait there for
 * ever. Here the partition is one whose leader is not known yet, so that the markers wait for it.
 */
final class LoneBroker extends BrokerServer {
    private final SharedServer shared;

    LoneBroker(SharedServer shared) {
        super(shared);
        this.shared = shared;
    }

    @Override
    public void metadataCache_$eq(KRaftMetadataCache unused) {
        super.metadataCache_$eq(new LeaderlessIsNotDeleted(
                config().nodeId(), () -> shared.raftManager().client().kraftVersion()));
    }

    /** It logs as what it is. */
    @Override
    public String loggerName() {
        return BrokerServer.class.getName();
    }

    private static final class LeaderlessIsNotDeleted extends KRaftMetadataCache {
        LeaderlessIsNotDeleted(int nodeId, Supplier<KRaftVersion> version) {
            super(nodeId, version);
        }

        @Override
        public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
            Optional<Node> leader = super.getPartitionLeaderEndpoint(topic, partition, listener);
            boolean isLeaderless = leader.isEmpty() && contains(new TopicPartition(topic, partition));
            return isLeaderless ? Optional.of(Node.noNode()) : leader;
        }
    }
}
