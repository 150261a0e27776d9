package io.fluxstream.processor;

import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The map of the processor: one topic in, one node with its memory, seven topics out. */
final class StatusTopology {
    static final String STATUS = "status";
    static final String ENGINE = "engine";
    static final String MEMORY = "memory";
    static final String TRANSITIONS = "transitions";
    static final String ALERTS = "alerts";
    static final String ALERTS_ACTIVE = "alerts-active";
    static final String RESOURCES = "resources";
    static final String CLUSTERS = "clusters";
    static final String CHECKPOINTS = "checkpoints";
    static final String DEAD_LETTERS = "dead-letters";

    /**
     * What the engines' memory is kept in beyond this process. Small segments, because a restart reads whatever compaction has not reached;
     * tombstones go after a day, long after every restore that may need them, where some brokers would keep them for ever.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.DELETE_RETENTION_MS_CONFIG, "86400000",
            TopicConfig.SEGMENT_BYTES_CONFIG, "67108864");

    private StatusTopology() {}

    /**
     * The whole topology.
     *
     * @param partitions how many flux-status has, and every other topic with it
     * @param size grows and shrinks with the engines' memory
     * @param listener hears what the engines bring about
     * @param tracer for records that are part of a trace
     */
    static Topology of(
            RulesInForce rules, int partitions, Tally tally, StateSize size, EngineListener listener, Tracer tracer) {
        return of(rules, partitions, tally, size, listener, tracer, new Rewrites());
    }

    /** The same for when topics may have to be written again. */
    static Topology of(
            RulesInForce rules,
            int partitions,
            Tally tally,
            StateSize size,
            EngineListener listener,
            Tracer tracer,
            Rewrites rewrites) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                STATUS,
                new AppendTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.STATUS.name());
        topology.addProcessor(
                ENGINE, () -> new StatusProcessorNode(rules, partitions, tally, listener, tracer, rewrites), STATUS);
        topology.addStateStore(memory(size), ENGINE);
        sink(topology, TRANSITIONS, Topics.TRANSITIONS);
        sink(topology, ALERTS, Topics.ALERTS);
        sink(topology, ALERTS_ACTIVE, Topics.ALERTS_ACTIVE);
        sink(topology, RESOURCES, Topics.RESOURCES);
        sink(topology, CLUSTERS, Topics.CLUSTERS);
        sink(topology, CHECKPOINTS, Topics.CHECKPOINTS);
        sink(topology, DEAD_LETTERS, Topics.STATUS_DLQ);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> memory(StateSize size) {
        return Stores.keyValueStoreBuilder(new RowStoreSupplier(MEMORY, size), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    private static void sink(Topology topology, String name, Topic<?> topic) {
        topology.addSink(
                name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), new ByCluster(), ENGINE);
    }
}
