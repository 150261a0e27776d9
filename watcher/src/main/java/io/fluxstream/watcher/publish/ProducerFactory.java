package io.fluxstream.watcher.publish;

import io.fluxstream.schemas.ClusterPartitioner;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes producers; a new one after each that failed. */
@FunctionalInterface
public interface ProducerFactory {
    Producer<String, byte[]> create();

    /**
     * Producers that lose nothing, keep the order of each partition and never give up while they run.
     *
     * @param kafka where and how to connect; its settings win over the defaults, not over what safety needs
     */
    static ProducerFactory of(Map<String, String> kafka, long bufferBytes) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Requests are what a busy broker spends most on: records that come at nearly the same time share one.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "flux-stream-watcher");
        settings.putAll(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Of several requests under way to a new partition the first may come before its leader does and a later one
        // after
        // it. A leader takes any sequence from a producer it has never heard of, and refuses what came before for ever.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ClusterPartitioner.class.getName());
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return () -> new KafkaProducer<>(Map.copyOf(settings), new StringSerializer(), new ByteArraySerializer());
    }
}
