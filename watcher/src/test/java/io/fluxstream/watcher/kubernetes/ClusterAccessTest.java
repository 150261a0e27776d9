package io.fluxstream.watcher.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that nobody can use are said at the start, in one sentence, before any cluster is watched. */
class ClusterAccessTest {
    private static final String SECRET = "Zx9Kq2Lm4Nv8";

    @TempDir
    Path directory;

    @Test
    void aKeyThatIsNoneIsSaidWithoutBeingShown() throws IOException {
        String garbage = Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                contexts: [{name: ottawa, context: {cluster: c, user: u}}]
                users: [{name: u, user: {client-certificate-data: %1$s, client-key-data: %1$s}}]
                """.formatted(garbage));

        assertThatThrownBy(() -> ClusterAccess.ofContext("ottawa", kubeconfig))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the kubeconfig " + kubeconfig
                        + ", context \"ottawa\": its certificates or key cannot be used: ")
                .hasMessageNotContainingAny(SECRET, garbage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon\n", "-----BEGIN CERTIFICATE-----\nZx9Kq2Lm4Nv8\n-----END CERTIFICATE-----\n"})
    void aFileOfAuthoritiesWithoutACertificateBelievesNobody(String content) throws IOException {
        Path caFile = Files.writeString(directory.resolve("ca.crt"), content);
        assertThatThrownBy(() -> ClusterAccess.ofEndpoint("10.0.0.1:6443", null, caFile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("caFile of endpoint 10.0.0.1:6443 holds no certificate in PEM: " + caFile);
    }
}
