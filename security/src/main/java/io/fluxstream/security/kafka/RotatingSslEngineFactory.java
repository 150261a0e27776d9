package io.fluxstream.security.kafka;

import io.fluxstream.security.UnusableFileException;
import io.fluxstream.security.tls.RotatingTls;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives Kafka's clients TLS by files that may rotate: each new connection is made with what they hold then. Kafka's own
 * factory reads its files once in the life of a client.
 */
public final class RotatingSslEngineFactory implements SslEngineFactory {
    private @Nullable RotatingTls tls;

    /**
     * Reads the files.
     *
     * @throws UnusableFileException if they cannot be used now
     */
    @Override
    public void configure(Map<String, ?> properties) {
        tls = RotatingTls.of(KafkaSecurity.tlsFiles(properties));
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String hostnameCheck) {
        RotatingTls configured = tls;
        if (configured == null) {
            throw new IllegalStateException("not configured");
        }
        SSLEngine engine = configured.sslContext().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(hostnameCheck);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("for clients only");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> properties) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {}
}
