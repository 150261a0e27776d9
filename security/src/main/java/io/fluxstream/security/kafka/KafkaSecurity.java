package io.fluxstream.security.kafka;

import io.fluxstream.security.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How a client of Kafka is to connect.
 *
 * @param tls null for no encryption
 * @param sasl null for nothing to prove, but what a certificate proves
 */
public record KafkaSecurity(
        @Nullable TlsFiles tls, @Nullable SaslCredentials sasl) {
    /** The settings that this decides, and nobody beside it may. */
    public static final Set<String> DECIDED = Set.of(
            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
            SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG,
            SaslConfigs.SASL_MECHANISM,
            SaslConfigs.SASL_JAAS_CONFIG,
            SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS,
            SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS);

    private static final String PREFIX = "flux.stream.tls.";
    private static final String CA = PREFIX + "ca.file";
    private static final String CERTIFICATE = PREFIX + "certificate.file";
    private static final String KEY = PREFIX + "key.file";
    private static final String KEY_PASSWORD = PREFIX + "key.password.file";

    public KafkaSecurity {
        if (tls == null && sasl != null && sasl.isSentAsItIs()) {
            throw new IllegalArgumentException("sasl.mechanism " + sasl.mechanism()
                    + " sends the secret as it is: add tls (tls: {} believes whom Java believes)");
        }
    }

    /** The settings for Kafka's clients; paths are among them, secrets are not. */
    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        if (tls == null && sasl == null) {
            return properties;
        }
        properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol());
        if (tls != null) {
            properties.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, RotatingSslEngineFactory.class.getName());
            put(properties, CA, tls.ca());
            put(properties, CERTIFICATE, tls.certificate());
            put(properties, KEY, tls.key());
            put(properties, KEY_PASSWORD, tls.keyPassword());
        }
        if (sasl != null) {
            properties.put(SaslConfigs.SASL_MECHANISM, sasl.mechanism());
            properties.putAll(sasl.properties());
        }
        return properties;
    }

    private String protocol() {
        if (sasl == null) {
            return "SSL";
        }
        return tls == null ? "SASL_PLAINTEXT" : "SASL_SSL";
    }

    /** What {@link #properties} says of TLS. */
    static TlsFiles tlsFiles(Map<String, ?> properties) {
        return new TlsFiles(
                path(properties, CA),
                path(properties, CERTIFICATE),
                path(properties, KEY),
                path(properties, KEY_PASSWORD));
    }

    private static void put(Map<String, String> properties, String name, @Nullable Path file) {
        if (file != null) {
            properties.put(name, file.toString());
        }
    }

    private static @Nullable Path path(Map<String, ?> properties, String name) {
        Object file = properties.get(name);
        return file == null ? null : Path.of(file.toString());
    }
}
