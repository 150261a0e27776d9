package io.fluxstream.security.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the certificates and keys of a client are, each a PEM file.
 *
 * @param ca whom to believe; null for those that Java believes
 * @param certificate who we are, followed by the certificates between us and the authority; null for nobody
 * @param key of the certificate: PKCS#8, PKCS#1 or SEC1
 * @param keyPassword a file with the password of an encrypted PKCS#8 key
 */
public record TlsFiles(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path keyPassword) {
    public TlsFiles {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("certificateFile and keyFile belong together, but "
                    + (certificate == null ? "certificateFile" : "keyFile") + " is missing");
        }
        if (keyPassword != null && key == null) {
            throw new IllegalArgumentException("keyPasswordFile is of use with a keyFile only");
        }
    }

    /** Whoever Java believes, and no certificate of our own. */
    public static TlsFiles none() {
        return new TlsFiles(null, null, null, null);
    }
}
