package io.fluxstream.security.kafka;

import java.util.Map;

/** Who a client says it is, and where the proof is. */
public sealed interface SaslCredentials permits SaslPassword, SaslToken, SaslClientGrant {
    /** The name that Kafka has for the way of proving it. */
    String mechanism();

    /** Whether the broker, or whoever is taken for it, gets to see the secret itself. */
    boolean isSentAsItIs();

    /** The settings for Kafka's clients, but for the mechanism. */
    Map<String, String> properties();
}
