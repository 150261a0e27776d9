package io.fluxstream.security.tls;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Checks servers by what the files say now, and says in one sentence what is wrong with one. */
final class RotatingTrust extends X509ExtendedTrustManager {
    private final RotatingTls tls;
    private final String believed;

    /** @param believed whom we believe, for messages */
    RotatingTrust(RotatingTls tls, String believed) {
        this.tls = tls;
        this.believed = believed;
    }

    /** A check that may fail. */
    private interface Check {
        void run(X509ExtendedTrustManager trust) throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run(tls.material().trust());
        } catch (CertificateException e) {
            CertificateException explained = new CertificateException(explain(chain[0], e));
            explained.addSuppressed(e);
            throw explained;
        }
    }

    private String explain(X509Certificate certificate, CertificateException failure) {
        String whose = "the server's certificate (" + certificate.getSubjectX500Principal() + ") ";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return whose + "expired at " + certificate.getNotAfter().toInstant() + "; its owner has to renew it";
            }
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                if (cause.getCause() == null) {
                    return whose + "is signed by " + certificate.getIssuerX500Principal() + ", whom " + believed
                            + " does not vouch for; is that the right caFile?";
                }
            }
        }
        String said = String.valueOf(failure.getMessage());
        return said.startsWith("No ") || said.contains("name")
                ? whose + "is for " + names(certificate) + " and not for this host (" + said + ")"
                : whose + "cannot be believed (" + said + ")";
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? "no host"
                    : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.joining(", "));
        } catch (CertificateException e) {
            return "names that cannot be read";
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, trust -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        check(chain, trust -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, trust -> trust.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return tls.material().trust().getAcceptedIssuers();
    }
}
