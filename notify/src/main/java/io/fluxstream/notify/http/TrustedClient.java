package io.fluxstream.notify.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The HTTP client of an endpoint, made anew when the certificates that it trusts change. */
final class TrustedClient {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    private final @Nullable Path caFile;
    private @Nullable HttpClient client;
    private byte[] trusted = {};

    TrustedClient(@Nullable Path caFile) {
        this.caFile = caFile;
    }

    HttpClient get() throws CredentialFile.UnusableException {
        Path file = caFile;
        HttpClient current = client;
        if (file == null) {
            HttpClient made = current == null ? builder().build() : current;
            client = made;
            return made;
        }
        try {
            byte[] pem = Files.readAllBytes(file);
            if (current == null || !Arrays.equals(pem, trusted)) {
                current = builder().sslContext(trusting(pem)).build();
                client = current;
                trusted = pem;
            }
            return current;
        } catch (IOException | GeneralSecurityException e) {
            throw new CredentialFile.UnusableException(
                    "cannot be sent to: caFile " + file + " cannot be used (" + e + ")", e);
        }
    }

    /** A redirect is not followed: it would carry credentials to somebody else. */
    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTED_WITHIN);
    }

    private static SSLContext trusting(byte[] pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("ca-" + count++, certificate);
        }
        if (count == 0) {
            throw new GeneralSecurityException("it holds no certificate");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
