package io.fluxstream.security.tls;

import io.fluxstream.security.UnusableFileException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS for clients, by files that may rotate: every handshake looks whether they did. Files that do not fit, since one of
 * them was replaced before the other, leave what was there before in force, and a line in the log.
 */
public final class RotatingTls {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingTls.class);

    private final TlsFiles files;
    private final SSLContext context;
    private Material material;
    private String lastComplaint = "";
    private @Nullable Identity warnedOf;

    private RotatingTls(TlsFiles files) {
        this.files = files;
        material = Material.of(files, Material.Content.of(files));
        context = context();
    }

    /**
     * Reads the files.
     *
     * @throws UnusableFileException if they cannot be used now
     */
    public static RotatingTls of(TlsFiles files) {
        return new RotatingTls(files);
    }

    private SSLContext context() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(
                    new KeyManager[] {new RotatingIdentity(this)},
                    new TrustManager[] {
                        new RotatingTrust(this, String.valueOf(files.ca() == null ? "Java" : files.ca()))
                    },
                    null);
            // A session that is resumed is one that nobody checks, and goes on under the certificate of before.
            made.getClientSessionContext().setSessionTimeout(1);
            made.getClientSessionContext().setSessionCacheSize(1);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** For engines and sockets of clients; the same as long as this lives. */
    public SSLContext sslContext() {
        return context;
    }

    /** What counts now. */
    synchronized Material material() {
        try {
            Material.Content content = Material.Content.of(files);
            if (!content.isSame(material.content())) {
                material = Material.of(files, content);
                LOG.info("New certificates or keys are in use: {}", describe(material));
            }
            lastComplaint = "";
        } catch (UnusableFileException e) {
            complain(String.valueOf(e.getMessage()));
        }
        return material;
    }

    /** The same for our own certificate, which the other side is about to look at. */
    synchronized @Nullable Identity identity() {
        Identity identity = material().identity();
        if (identity != null && !identity.equals(warnedOf)) {
            Instant end = identity.certificate().getNotAfter().toInstant();
            if (end.isBefore(Instant.now())) {
                warnedOf = identity;
                LOG.warn(
                        "The certificate in {} expired at {}; put a new one there, it is taken up with the next connection",
                        files.certificate(),
                        end);
            }
        }
        return identity;
    }

    private void complain(String reason) {
        if (!reason.equals(lastComplaint)) {
            lastComplaint = reason;
            LOG.warn("{}; what was there before stays in use", reason);
        }
    }

    private String describe(Material material) {
        Identity identity = material.identity();
        return identity == null
                ? String.valueOf(files.ca())
                : files.certificate() + ", good until "
                        + identity.certificate().getNotAfter().toInstant();
    }
}
