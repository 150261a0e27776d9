package io.fluxstream.embedded;

import java.util.Map;
import java.util.TreeMap;

/**
 * A second listener of a broker, which asks clients who they are, and permissions for everybody who comes through it: what
 * tests need of a broker in production. Whoever comes through the first one may do everything.
 *
 * @param protocol SSL, SASL_SSL or SASL_PLAINTEXT
 * @param settings as brokers have them, for this listener alone, such as {@code ssl.keystore.location}
 */
public record GuardedListener(String protocol, Map<String, String> settings) {
    static final String NAME = "GUARDED";

    public GuardedListener {
        settings = Map.copyOf(settings);
    }

    /** One without encryption, whose clients say who they are by SCRAM-SHA-512. */
    public static GuardedListener scram() {
        return new GuardedListener(
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-512",
                        "scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"));
    }

    /** What a broker with this listener on that port is told on top. */
    Map<String, String> brokerSettings(String listeners, int port) {
        Map<String, String> broker = new TreeMap<>();
        broker.put("listeners", listeners + "," + NAME + "://" + Ports.HOST + ":" + port);
        broker.put(
                "listener.security.protocol.map",
                KraftBroker.BROKER_LISTENER + ":PLAINTEXT," + KraftBroker.CONTROLLER_LISTENER + ":PLAINTEXT," + NAME
                        + ":" + protocol);
        settings.forEach((name, value) -> broker.put("listener.name.guarded." + name, value));
        broker.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        broker.put("super.users", "User:ANONYMOUS");
        return broker;
    }
}
