package io.fluxstream.security.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.security.UnusableFileException;
import io.fluxstream.security.tls.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handshakes with a server that knows whom it speaks to. */
class RotatingTlsTest {
    @TempDir
    static Path shared;

    @TempDir
    Path files;

    private static TestAuthority authority;
    private static Issued server;
    private static Issued kim;
    private static Issued lee;

    @BeforeAll
    static void issue() {
        authority = TestAuthority.in(shared.resolve("authority"));
        server = authority.issue("server");
        kim = authority.issue("kim");
        lee = authority.issue("lee");
    }

    @Test
    void aCertificateThatIsReplacedIsUsedInTheNextHandshake() {
        Issued mine = kim.copiedTo(files);
        RotatingTls tls = RotatingTls.of(new TlsFiles(authority.caFile(), mine.certificate(), mine.key(), null));
        assertThat(nameSeenBy(server, tls)).isEqualTo("CN=kim");
        lee.replace(mine);
        assertThat(nameSeenBy(server, tls)).isEqualTo("CN=lee");
    }

    @Test
    void filesThatDoNotFitLeaveTheOldOnesInForce() throws IOException {
        Issued mine = kim.copiedTo(files);
        RotatingTls tls = RotatingTls.of(new TlsFiles(authority.caFile(), mine.certificate(), mine.key(), null));
        Files.copy(lee.certificate(), mine.certificate(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(nameSeenBy(server, tls)).isEqualTo("CN=kim");
        Files.delete(mine.key());
        assertThat(nameSeenBy(server, tls)).isEqualTo("CN=kim");
        lee.replace(mine);
        assertThat(nameSeenBy(server, tls)).isEqualTo("CN=lee");
    }

    @Test
    void anAuthorityThatIsReplacedIsBelievedInTheNextHandshake() throws IOException {
        TestAuthority other = TestAuthority.in(files.resolve("other"));
        Path ca = Files.copy(other.caFile(), files.resolve("ca.crt"));
        RotatingTls tls = RotatingTls.of(new TlsFiles(ca, null, null, null));
        assertThatThrownBy(() -> nameSeenBy(server, tls))
                .hasStackTraceContaining("is signed by CN=authority, whom " + ca + " does not vouch for");
        Files.copy(authority.caFile(), ca, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(nameSeenBy(server, tls)).isNull();
    }

    @Test
    void aServerWhoseCertificateExpiredIsNamedWithTheTime() {
        Issued expired = authority.issueExpiring("expired", Duration.ofSeconds(-5));
        RotatingTls tls = RotatingTls.of(new TlsFiles(authority.caFile(), null, null, null));
        assertThatThrownBy(() -> nameSeenBy(expired, tls))
                .hasStackTraceContaining("the server's certificate (CN=expired) expired at 20");
    }

    @Test
    void aServerThatIsAnotherHostIsNamedWithItsNames() {
        Issued elsewhere = authority.issueForHost("elsewhere", "kafka.example.net");
        RotatingTls tls = RotatingTls.of(new TlsFiles(authority.caFile(), null, null, null));
        assertThatThrownBy(() -> nameSeenBy(elsewhere, tls))
                .hasStackTraceContaining("(CN=elsewhere) is for kafka.example.net and not for this host");
    }

    @Test
    void filesThatCannotBeUsedAtTheStartAreNamed() throws IOException {
        assertUnusable(new TlsFiles(files.resolve("ca.crt"), null, null, null), "ca.crt does not exist");
        Path empty = Files.createFile(files.resolve("empty.crt"));
        assertUnusable(new TlsFiles(empty, null, null, null), "empty.crt holds no certificate in PEM");
        assertUnusable(
                new TlsFiles(authority.caFile(), kim.certificate(), lee.key(), null),
                "the key in " + lee.key() + " is not that of the certificate in " + kim.certificate());
        assertUnusable(
                new TlsFiles(authority.caFile(), kim.certificate(), kim.certificate(), null),
                "kim.crt holds no private key in PEM");
    }

    private static void assertUnusable(TlsFiles files, String message) {
        assertThatThrownBy(() -> RotatingTls.of(files))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageEndingWith(message);
    }

    /** Whom the server takes the client for; null when it shows no certificate. */
    private static @Nullable String nameSeenBy(Issued identity, RotatingTls tls) {
        try (SSLServerSocket listening = (SSLServerSocket) authority
                .serverContext(identity)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setWantClientAuth(true);
            CompletableFuture<@Nullable String> seen = CompletableFuture.supplyAsync(() -> name(listening));
            try (SSLSocket socket = (SSLSocket)
                    tls.sslContext().getSocketFactory().createSocket("127.0.0.1", listening.getLocalPort())) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return seen.orTimeout(30, TimeUnit.SECONDS).join();
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static @Nullable String name(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.startHandshake();
            return socket.getSession().getPeerPrincipal().getName();
        } catch (javax.net.ssl.SSLPeerUnverifiedException anonymous) {
            return null;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
