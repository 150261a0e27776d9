package io.fluxstream.security.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * A name and a password.
 *
 * @param passwordFile read with every new connection
 */
public record SaslPassword(String mechanism, String username, Path passwordFile) implements SaslCredentials {
    public static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");

    public SaslPassword {
        if (!MECHANISMS.contains(mechanism)) {
            throw new IllegalArgumentException(
                    "mechanism must be one of " + String.join(", ", MECHANISMS) + ", but was \"" + mechanism + "\"");
        }
        if (username.isBlank()) {
            throw new IllegalArgumentException("username must not be empty");
        }
    }

    @Override
    public boolean isSentAsItIs() {
        return mechanism.equals("PLAIN");
    }

    @Override
    public Map<String, String> properties() {
        Class<?> module = isSentAsItIs() ? PlainLoginModule.class : ScramLoginModule.class;
        return Map.of(
                SaslConfigs.SASL_JAAS_CONFIG,
                Jaas.line(module, Map.of(Jaas.USERNAME, username, Jaas.PASSWORD_FILE, passwordFile.toString())),
                SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS,
                PasswordFromFile.class.getName());
    }
}
