package io.fluxstream.bridge;

import java.util.Map;

/**
 * What a bridge needs to know.
 *
 * @param kafka settings of Kafka clients, at least bootstrap.servers
 * @param temporalAddress host and port
 */
public record BridgeConfig(Map<String, String> kafka, String temporalAddress, String namespace, String taskQueue) {
    public static final String DEFAULT_NAMESPACE = "default";
    public static final String DEFAULT_TASK_QUEUE = "flux-stream";

    public BridgeConfig {
        kafka = Map.copyOf(kafka);
        require("kafka bootstrap.servers", kafka.getOrDefault("bootstrap.servers", ""));
        require("temporal address", temporalAddress);
        require("temporal namespace", namespace);
        require("temporal taskQueue", taskQueue);
    }

    /** With the usual namespace and task queue. */
    public static BridgeConfig of(Map<String, String> kafka, String temporalAddress) {
        return new BridgeConfig(kafka, temporalAddress, DEFAULT_NAMESPACE, DEFAULT_TASK_QUEUE);
    }

    private static void require(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
    }

    /** Says nothing of Kafka but where it is: the other settings may hold secrets. */
    @Override
    public String toString() {
        return "kafka " + kafka.get("bootstrap.servers") + ", temporal " + temporalAddress + ", namespace " + namespace
                + ", task queue " + taskQueue;
    }
}
