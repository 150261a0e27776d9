package io.fluxstream.notify.http;

import io.fluxstream.security.UnusableFileException;
import io.fluxstream.security.tls.RotatingTls;
import io.fluxstream.security.tls.TlsFiles;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The HTTP client of an endpoint, made once the certificates that it trusts can be read; they may change later. */
final class TrustedClient {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    private final @Nullable Path caFile;
    private @Nullable HttpClient client;

    TrustedClient(@Nullable Path caFile) {
        this.caFile = caFile;
    }

    HttpClient get() throws CredentialFile.UnusableException {
        HttpClient made = client;
        if (made == null) {
            made = make();
            client = made;
        }
        return made;
    }

    /** A redirect is not followed: it would carry credentials to somebody else. */
    private HttpClient make() throws CredentialFile.UnusableException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTED_WITHIN);
        if (caFile != null) {
            try {
                builder.sslContext(
                        RotatingTls.of(new TlsFiles(caFile, null, null, null)).sslContext());
            } catch (UnusableFileException e) {
                throw new CredentialFile.UnusableException("cannot be sent to: caFile " + e.getMessage(), e);
            }
        }
        return builder.build();
    }
}
