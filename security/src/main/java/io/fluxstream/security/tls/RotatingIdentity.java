package io.fluxstream.security.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Hands each handshake the newest certificate, and then the key of that very one. */
final class RotatingIdentity extends X509ExtendedKeyManager {
    private static final int KEPT = 64;

    private final RotatingTls tls;
    /** By name; those of handshakes long done are forgotten. */
    private final Map<String, Identity> handed = new ConcurrentHashMap<>();

    private final AtomicLong names = new AtomicLong();

    RotatingIdentity(RotatingTls tls) {
        this.tls = tls;
    }

    private @Nullable String choose(String[] keyTypes) {
        Identity identity = tls.identity();
        if (identity == null || !Arrays.asList(keyTypes).contains(identity.key().getAlgorithm())) {
            return null;
        }
        long number = names.incrementAndGet();
        handed.put(Long.toString(number), identity);
        handed.remove(Long.toString(number - KEPT));
        return Long.toString(number);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Identity identity = handed.get(alias);
        return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Identity identity = handed.get(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = choose(new String[] {keyType});
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
