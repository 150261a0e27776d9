package io.fluxstream.security.tls;

import io.fluxstream.security.UnusableFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/** Who we are: a certificate with those above it, and its key. */
record Identity(List<X509Certificate> chain, PrivateKey key) {
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    Identity {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Two files that rotate one after the other do not fit in between. */
    void requireFit(Path certificateFile, Path keyFile) {
        if (!fits()) {
            throw new UnusableFileException(
                    "the key in " + keyFile + " is not that of the certificate in " + certificateFile);
        }
    }

    private boolean fits() {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        PublicKey publicKey = certificate().getPublicKey();
        if (algorithm == null || !publicKey.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        try {
            byte[] message = new byte[32];
            new SecureRandom().nextBytes(message);
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(message);
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(publicKey);
            checking.update(message);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + "]";
    }
}
