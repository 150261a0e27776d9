package io.fluxstream.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What clients of Kafka have in common, whatever an operator says of them. */
public final class ClientSettings {
    private ClientSettings() {}

    /**
     * Those of any client. Brokers without KIP-714, such as Redpanda, would be asked for its telemetry in vain.
     *
     * @param configured by the operator
     * @return a map of its own, to be added to
     */
    public static Map<String, Object> of(Map<String, String> configured) {
        Map<String, Object> settings = new HashMap<>(configured);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    /** Those of a consumer that sees what is committed, says itself how far it is, and makes no topic by asking for it. */
    public static Map<String, Object> ofReader(Map<String, String> configured) {
        Map<String, Object> settings = of(configured);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
