package io.fluxstream.security.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.GuardedListener;
import io.fluxstream.security.tls.TestAuthority;
import io.fluxstream.security.tls.TestAuthority.Issued;
import io.fluxstream.security.tls.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a broker that asks for TLS and for a SASL mechanism, or for a certificate; their secrets change meanwhile. */
class GuardedKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @TempDir
    static Path shared;

    @TempDir
    Path files;

    private static TestAuthority authority;
    private static EmbeddedKafka sasl;
    private static EmbeddedKafka certificates;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.in(shared.resolve("authority"));
        Map<String, String> settings = tls(authority.issue("broker"));
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,SCRAM-SHA-256,PLAIN,OAUTHBEARER");
        String scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
        settings.put("scram-sha-512.sasl.jaas.config", scram);
        settings.put("scram-sha-256.sasl.jaas.config", scram);
        settings.put(
                "plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_kim=\"pla\\\"in\";");
        settings.put(
                "oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        sasl = EmbeddedKafka.guarded(shared.resolve("sasl"), new GuardedListener("SASL_SSL", settings));
        Map<String, String> mutual = tls(authority.issue("broker"));
        mutual.put("ssl.client.auth", "required");
        mutual.put("ssl.truststore.location", authority.trustStore().toString());
        mutual.put("ssl.truststore.password", TestAuthority.STORE_PASSWORD);
        mutual.put("ssl.truststore.type", "PKCS12");
        certificates = EmbeddedKafka.guarded(shared.resolve("mutual"), new GuardedListener("SSL", mutual));
        setPassword("SCRAM-SHA-512", "first");
        setPassword("SCRAM-SHA-256", "first");
    }

    @AfterAll
    static void stop() {
        sasl.close();
        certificates.close();
    }

    private static Map<String, String> tls(Issued broker) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("ssl.keystore.location", broker.store().toString());
        settings.put("ssl.keystore.password", TestAuthority.STORE_PASSWORD);
        settings.put("ssl.key.password", TestAuthority.STORE_PASSWORD);
        settings.put("ssl.keystore.type", "PKCS12");
        return settings;
    }

    private static void setPassword(String mechanism, String password) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) sasl.bootstrapServers()))) {
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.fromMechanismName(mechanism), 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("kim", info, password)))
                    .all()
                    .get();
        }
    }

    @Test
    void scramTakesThePasswordThatIsInTheFileWhenItConnects() throws Exception {
        for (String mechanism : List.of("SCRAM-SHA-256", "SCRAM-SHA-512")) {
            setPassword(mechanism, "first");
            Path file = secret("password", "first\n");
            KafkaSecurity security = new KafkaSecurity(trusting(), new SaslPassword(mechanism, "kim", file));
            assertThat(failure(sasl, security)).isNull();
            setPassword(mechanism, "second");
            assertThat(failure(sasl, security)).contains("invalid credentials").contains(mechanism);
            secret("password", "second");
            assertThat(failure(sasl, security)).isNull();
        }
    }

    @Test
    void aRunningClientTakesThePasswordThatChangedWhenItConnectsAgain() throws Exception {
        setPassword("SCRAM-SHA-512", "first");
        Path file = secret("password", "first");
        KafkaSecurity security = new KafkaSecurity(trusting(), new SaslPassword("SCRAM-SHA-512", "kim", file));
        Map<String, Object> settings = settings(sasl, security);
        settings.put("connections.max.idle.ms", "200");
        try (Admin admin = Admin.create(settings)) {
            describe(admin);
            setPassword("SCRAM-SHA-512", "second");
            secret("password", "second");
            Thread.sleep(1_000); // longer than a connection may idle: the next question needs a new one
            describe(admin);
        }
    }

    @Test
    void plainSendsWhatIsInTheFile() throws Exception {
        Path file = secret("password", "pla\"in");
        assertThat(failure(sasl, new KafkaSecurity(trusting(), new SaslPassword("PLAIN", "kim", file))))
                .isNull();
    }

    @Test
    void aTokenIsTakenFromItsFileWhenItConnects() throws Exception {
        Path file = secret("token", "not a token");
        KafkaSecurity security = new KafkaSecurity(trusting(), new SaslToken(file));
        assertThat(failure(sasl, security)).isNotNull().doesNotContain("not a token");
        secret("token", token("kim", System.currentTimeMillis() / 1_000 + 3_600));
        assertThat(failure(sasl, security)).isNull();
    }

    @Test
    void aClientCertificateThatIsReplacedIsShownWhenItConnectsAgain() {
        TestAuthority stranger = TestAuthority.in(files.resolve("stranger"));
        Issued mine = stranger.issue("kim").copiedTo(files);
        KafkaSecurity security =
                new KafkaSecurity(new TlsFiles(authority.caFile(), mine.certificate(), mine.key(), null), null);
        Map<String, Object> settings = settings(certificates, security);
        settings.put("retry.backoff.ms", "100");
        try (Admin admin = Admin.create(settings)) {
            assertThat(Refusal.reason(catchThrowable(() -> describe(admin)))).isNotBlank();
            authority.issue("kim").replace(mine);
            describe(admin);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRunningClientWhoseCertificateExpiresIsToldSoAndGoesOnOnceItIsReplaced() throws Exception {
        Issued mine = authority.issueExpiring("kim", Duration.ofSeconds(20)).copiedTo(files);
        KafkaSecurity security =
                new KafkaSecurity(new TlsFiles(authority.caFile(), mine.certificate(), mine.key(), null), null);
        Map<String, Object> settings = settings(certificates, security);
        settings.put("connections.max.idle.ms", "200");
        settings.put("retry.backoff.ms", "100");
        try (Admin admin = Admin.create(settings)) {
            describe(admin);
            Throwable failure = null;
            for (int i = 0; failure == null && i < 120; i++) {
                Thread.sleep(500); // longer than a connection may idle: the next question needs a new one
                failure = catchThrowable(() -> describe(admin));
            }
            assertThat(Refusal.reason(Objects.requireNonNull(failure)))
                    .containsPattern("certificate_(expired|unknown)")
                    .doesNotContain("\n");
            authority.issue("kim").replace(mine);
            describe(admin);
        }
    }

    @Test
    void aClientWithoutACertificateIsTurnedAwayWithOneLine() {
        // What the alert is called depends on the version of Java.
        assertThat(failure(certificates, new KafkaSecurity(trusting(), null)))
                .containsPattern("bad_certificate|certificate_required")
                .doesNotContain("\n");
    }

    @Test
    void aBrokerOfAStrangerIsNotBelieved() {
        TestAuthority stranger = TestAuthority.in(files.resolve("stranger"));
        assertThat(failure(certificates, new KafkaSecurity(new TlsFiles(stranger.caFile(), null, null, null), null)))
                .contains("(CN=broker) is signed by CN=authority, whom " + stranger.caFile() + " does not vouch for");
    }

    @Test
    void aMissingPasswordFileIsNamed() {
        Path missing = files.resolve("missing");
        assertThat(failure(sasl, new KafkaSecurity(trusting(), new SaslPassword("SCRAM-SHA-512", "kim", missing))))
                .isEqualTo(missing + " does not exist");
    }

    private static TlsFiles trusting() {
        return new TlsFiles(authority.caFile(), null, null, null);
    }

    private Path secret(String name, String content) throws IOException {
        return Files.writeString(files.resolve(name), content);
    }

    /** One that nobody signed, which the broker takes in tests. */
    private static String token(String subject, long expires) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + '.'
                + base64.encodeToString(
                        ("{\"sub\":\"" + subject + "\",\"iat\":" + (expires - 7_200) + ",\"exp\":" + expires + "}")
                                .getBytes(StandardCharsets.UTF_8))
                + '.';
    }

    private static Map<String, Object> settings(EmbeddedKafka kafka, KafkaSecurity security) {
        Map<String, Object> settings = new HashMap<>(security.properties());
        settings.put("bootstrap.servers", kafka.guardedServers());
        settings.put("enable.metrics.push", "false");
        settings.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        settings.put("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
        return settings;
    }

    private static void describe(Admin admin) throws ExecutionException, InterruptedException {
        admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis()))
                .nodes()
                .get();
    }

    /** Why a new client cannot work; null when it can. */
    private static @Nullable String failure(EmbeddedKafka kafka, KafkaSecurity security) {
        Throwable failure = catchThrowable(() -> {
            try (Admin admin = Admin.create(settings(kafka, security))) {
                describe(admin);
            }
        });
        return failure == null ? null : Refusal.reason(failure);
    }
}
