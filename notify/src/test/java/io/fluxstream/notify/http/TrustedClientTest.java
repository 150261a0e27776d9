package io.fluxstream.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fluxstream.notify.feed.Answer;
import io.fluxstream.security.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedClientTest {
    @TempDir
    Path directory;

    private TestAuthority ours;
    private TestAuthority theirs;
    private final List<HttpsServer> servers = new ArrayList<>();

    @BeforeEach
    void authorities() {
        ours = TestAuthority.in(directory.resolve("ours"));
        theirs = TestAuthority.in(directory.resolve("theirs"));
    }

    @AfterEach
    void close() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void onlyWhomTheFileVouchesForIsSentTo() throws IOException {
        assertThat(post(poster(serverOf(ours), ours.caFile()))).isEqualTo(Answer.accepted());
        assertThat(reason(post(poster(serverOf(theirs), ours.caFile()))))
                .startsWith("cannot be sent to at https://")
                .contains("is signed by CN=theirs, whom " + ours.caFile() + " does not vouch for");
    }

    @Test
    void anotherHostsCertificateIsNoneOfThisOne() throws IOException {
        URI url = serverOf(ours, ours.issueForHost("elsewhere", "elsewhere.example"));
        assertThat(reason(post(poster(url, ours.caFile())))).contains("is for elsewhere.example and not for this host");
    }

    @Test
    void aFileThatComesLateOrChangesIsTakenUp() throws IOException {
        Path caFile = directory.resolve("ca.crt");
        Poster poster = poster(serverOf(ours), caFile);
        assertThat(reason(post(poster))).isEqualTo("cannot be sent to: caFile " + caFile + " does not exist");
        Files.writeString(caFile, "soon\n");
        assertThat(reason(post(poster)))
                .isEqualTo("cannot be sent to: caFile " + caFile + " holds no certificate in PEM");
        Files.copy(theirs.caFile(), caFile, StandardCopyOption.REPLACE_EXISTING);
        assertThat(reason(post(poster))).contains("does not vouch for");
        Files.copy(ours.caFile(), caFile, StandardCopyOption.REPLACE_EXISTING);
        assertThat(post(poster)).isEqualTo(Answer.accepted());
    }

    private URI serverOf(TestAuthority authority) throws IOException {
        return serverOf(authority, authority.issue("server"));
    }

    private URI serverOf(TestAuthority authority, TestAuthority.Issued identity) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext(identity)));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static Poster poster(URI url, Path caFile) {
        return new Poster(new Endpoint(url, null, null, null, caFile, Duration.ofSeconds(20)));
    }

    private static Answer post(Poster poster) {
        return poster.post("", Map.of(), new byte[] {'{', '}'});
    }

    private static String reason(Answer answer) {
        return answer instanceof Answer.Later later ? later.reason() : answer.toString();
    }
}
