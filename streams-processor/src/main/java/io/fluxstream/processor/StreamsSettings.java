package io.fluxstream.processor;

import static org.apache.kafka.streams.StreamsConfig.adminClientPrefix;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams: defaults that the operator's may override, and a few that nobody may, since correctness rests on them. */
final class StreamsSettings {
    /**
     * What a killed process leaves open is aborted after this long; until then nobody reads its partitions any further. Longer than any
     * stall that should pass unpunished.
     */
    private static final String TRANSACTION_TIMEOUT_MS = "5000";

    private StreamsSettings() {}

    static Map<String, Object> of(ProcessorConfig config) {
        Map<String, Object> settings = defaults(config);
        settings.putAll(config.kafka());
        settings.putAll(givens(config));
        return settings;
    }

    private static Map<String, Object> defaults(ProcessorConfig config) {
        Map<String, Object> settings = new HashMap<>();
        String commitMs = Long.toString(config.commitInterval().toMillis());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMs);
        // A thread that waits for records does not commit what it has: it must not wait longer than outputs may.
        settings.put(StreamsConfig.POLL_MS_CONFIG, commitMs);
        // A task has one input topic: there is never another to wait for.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1");
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(config.threads()));
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, Integer.toString(config.standbys()));
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Short.toString(config.replicationFactor()));
        // The shortest that brokers allow by default: how long the partitions of a dead process lie idle.
        settings.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), "6000");
        settings.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), "2000");
        settings.put(consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), "2000");
        settings.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
        // Nobody sees a record before its transaction commits, so batches may fill; but not all is left to the commit.
        settings.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "10");
        settings.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), "131072");
        // Room for framing around the largest record that is written at all.
        settings.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), "1048576");
        if (config.groupInstanceId() != null) {
            settings.put(consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.groupInstanceId());
        }
        if (config.stateDirectory() != null) {
            settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        }
        return settings;
    }

    private static Map<String, Object> givens(ProcessorConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        // At least once can lose alerts, not only repeat them: a store may be ahead of the committed offset
        // (KAFKA-12508).
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Redpanda knows neither KIP-848 nor KIP-1071.
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        // Brokers without KIP-714 (Redpanda) would be asked in vain. Kafka Streams wants true booleans here.
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(consumerPrefix(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG), false);
        settings.put(producerPrefix(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG), false);
        settings.put(adminClientPrefix(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG), false);
        return settings;
    }
}
