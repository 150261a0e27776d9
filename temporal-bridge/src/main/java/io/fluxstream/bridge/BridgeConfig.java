package io.fluxstream.bridge;

import java.util.Map;

/**
 * What a bridge needs to know.
 *
 * @param kafka settings of Kafka clients, at least bootstrap.servers
 */
public record BridgeConfig(Map<String, String> kafka, TemporalConnection temporal, String taskQueue) {
    public static final String DEFAULT_NAMESPACE = "default";
    public static final String DEFAULT_TASK_QUEUE = "flux-stream";

    public BridgeConfig {
        kafka = Map.copyOf(kafka);
        require("kafka bootstrap.servers", kafka.getOrDefault("bootstrap.servers", ""));
        require("temporal taskQueue", taskQueue);
    }

    /** With the usual namespace and task queue. */
    public static BridgeConfig of(Map<String, String> kafka, String temporalAddress) {
        return new BridgeConfig(kafka, TemporalConnection.at(temporalAddress, DEFAULT_NAMESPACE), DEFAULT_TASK_QUEUE);
    }

    private static void require(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
    }

    /** Says nothing of Kafka but where it is: the other settings may hold secrets. */
    @Override
    public String toString() {
        return "kafka " + kafka.get("bootstrap.servers") + ", temporal " + temporal.address() + ", namespace "
                + temporal.namespace() + ", task queue " + taskQueue;
    }
}
