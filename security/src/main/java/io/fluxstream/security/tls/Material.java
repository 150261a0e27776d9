package io.fluxstream.security.tls;

import io.fluxstream.security.SecretFile;
import io.fluxstream.security.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What the files hold at one time.
 *
 * @param identity null when there is none
 */
record Material(
        Content content,
        X509ExtendedTrustManager trust,
        @Nullable Identity identity) {
    /** The files as they are, unread. */
    record Content(List<byte[]> bytes) {
        static Content of(TlsFiles files) {
            List<byte[]> bytes = new ArrayList<>();
            for (Path file : new Path[] {files.ca(), files.certificate(), files.key(), files.keyPassword()}) {
                bytes.add(file == null ? new byte[0] : SecretFile.bytes(file));
            }
            return new Content(bytes);
        }

        private byte[] ca() {
            return bytes.get(0);
        }

        private byte[] certificate() {
            return bytes.get(1);
        }

        private byte[] key() {
            return bytes.get(2);
        }

        private String keyPassword() {
            return new String(bytes.get(3), StandardCharsets.UTF_8).strip();
        }

        boolean isSame(Content other) {
            for (int i = 0; i < bytes.size(); i++) {
                if (!Arrays.equals(bytes.get(i), other.bytes.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @throws UnusableFileException if a file holds something else, or they do not fit */
    static Material of(TlsFiles files, Content content) {
        return new Material(content, trust(files.ca(), content), identity(files, content));
    }

    private static @Nullable Identity identity(TlsFiles files, Content content) {
        Path certificateFile = files.certificate();
        Path keyFile = files.key();
        if (certificateFile == null || keyFile == null) {
            return null;
        }
        Identity identity = new Identity(
                certificates(certificateFile, content.certificate()),
                PrivateKeys.read(keyFile, content.key(), files.keyPassword() == null ? null : content.keyPassword()));
        identity.requireFit(certificateFile, keyFile);
        return identity;
    }

    private static X509ExtendedTrustManager trust(@Nullable Path caFile, Content content) {
        try {
            KeyStore believed = null;
            if (caFile != null) {
                believed = KeyStore.getInstance("PKCS12");
                believed.load(null, null);
                int i = 0;
                for (X509Certificate authority : certificates(caFile, content.ca())) {
                    believed.setCertificateEntry("ca-" + i++, authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(believed);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager trust) {
                    return trust;
                }
            }
            throw new IllegalStateException("this Java checks no certificates");
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableFileException(
                    (caFile == null ? "Java's own certificates" : caFile) + " cannot be used (" + e.getMessage() + ")",
                    e);
        }
    }

    private static List<X509Certificate> certificates(Path file, byte[] content) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem block : Pem.blocks(file, content)) {
                if (block.label().equals("CERTIFICATE")) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (CertificateException e) {
            throw new UnusableFileException(file + " holds a certificate that is damaged", e);
        }
        if (certificates.isEmpty()) {
            throw new UnusableFileException(file + " holds no certificate in PEM");
        }
        return certificates;
    }
}
