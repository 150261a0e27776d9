package io.fluxstream.notify;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a notifier needs to know.
 *
 * @param kafka settings of Kafka clients, at least bootstrap.servers
 * @param sinks where alerts go; at least one
 */
public record NotifyConfig(Map<String, String> kafka, List<SinkConfig> sinks) {
    public NotifyConfig {
        kafka = Map.copyOf(kafka);
        sinks = List.copyOf(sinks);
        if (kafka.getOrDefault("bootstrap.servers", "").isBlank()) {
            throw new IllegalArgumentException("kafka bootstrap.servers must not be empty");
        }
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("sinks must name at least one");
        }
        Set<String> names = new HashSet<>();
        for (SinkConfig sink : sinks) {
            if (!names.add(sink.name())) {
                throw new IllegalArgumentException(
                        "sinks must have different names, but two are called " + sink.name());
            }
        }
    }

    /** Says nothing of Kafka but where it is: the other settings may hold secrets. */
    @Override
    public String toString() {
        return "kafka " + kafka.get("bootstrap.servers") + ", sinks "
                + sinks.stream()
                        .map(sink -> sink.name() + " (" + sink.target().kind() + ")")
                        .collect(Collectors.joining(", "));
    }
}
