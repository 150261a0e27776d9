package io.fluxstream.cli.roles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.GuardedListener;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import io.fluxstream.watcher.publish.ProducerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret in every setting that takes one, roles that try all of them where nobody lets them in and everybody repeats what he was told, and
 * then a look at everything that the roles said and show, with --debug.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SecretsStayInsideTest {
    private static final String MARK = "Zx9Kq2Lm4Nv8";
    private static final String ALERT = """
            {"id":"9f86d081884c7d65","incident":"60303ae22b998861","rule":"SustainedFailure","action":"firing","sequence":0,\
            "severity":"error","cluster":"ottawa","kind":"Kustomization","namespace":"apps","name":"podinfo","uid":"1",\
            "reason":"BuildFailed","message":"m","revision":"r","since":"2026-11-21T10:03:29.299Z","at":"2026-11-21T10:08:29.299Z"}""";

    @TempDir
    static Path directory;

    private final List<String> secrets = new ArrayList<>();
    private final List<StartedRole> roles = new ArrayList<>();
    private EchoServer echo;
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() throws Exception {
        echo = new EchoServer();
        kafka = EmbeddedKafka.guarded(
                directory.resolve("kafka"),
                new GuardedListener(
                        "SASL_PLAINTEXT",
                        Map.of(
                                "sasl.enabled.mechanisms",
                                "SCRAM-SHA-512,PLAIN",
                                "scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                                "plain.sasl.jaas.config",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required;")));
        Map<String, String> open = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(new HashMap<String, Object>(open));
                Producer<String, byte[]> producer =
                        ProducerFactory.of(open, 1 << 20).create()) {
            TopicSetup.ensure(admin, 2, (short) 1);
            producer.send(new ProducerRecord<>(
                            Topics.ALERTS.name(), "ottawa/Kustomization/apps/podinfo", ALERT.getBytes(UTF_8)))
                    .get();
        }
    }

    @AfterEach
    void stop() {
        roles.forEach(StartedRole::close);
        kafka.close();
        echo.close();
    }

    @Test
    void noSecretIsSaidOrShown() throws Exception {
        StartedRole byFile =
                role("by-file", "watcher", """
                kafka:
                  bootstrapServers: "%s"
                  sasl: {mechanism: SCRAM-SHA-512, username: kim, passwordFile: "%s"}
                  propertiesFile: "%s"
                clusters: [{name: ottawa, inCluster: true}]
                """.formatted(kafka.guardedServers(), file("scram"), keyStore()));
        StartedRole byProcessor =
                role("by-processor", "processor", """
                kafka:
                  bootstrapServers: "%s"
                  sasl: {mechanism: SCRAM-SHA-256, username: kim, passwordFile: "%s"}
                """.formatted(kafka.guardedServers(), file("scram-256")));
        StartedRole byProperties =
                role("by-properties", "bridge", """
                temporal: {address: "127.0.0.1:1", tls: {}, apiKeyFile: "%s"}
                kafka:
                  bootstrapServers: "%s"
                  properties:
                    security.protocol: SASL_PLAINTEXT
                    sasl.mechanism: PLAIN
                    sasl.jaas.config: 'org.apache.kafka.common.security.plain.PlainLoginModule required username="kim" password="${JAAS}";'
                """.formatted(file("api-key"), kafka.guardedServers()));
        StartedRole byGrant = role(
                "by-grant", "processor", """
                kafka:
                  bootstrapServers: "%s"
                  tls: {}
                  sasl: {mechanism: OAUTHBEARER, clientId: kim, clientSecretFile: "%s", tokenEndpoint: "http://127.0.0.1:%d/token"}
                """.formatted(kafka.guardedServers(), file("client-secret"), echo.port()));
        StartedRole byToken = role("by-token", "watcher", """
                kafka:
                  bootstrapServers: "%s"
                  tls: {}
                  sasl: {mechanism: OAUTHBEARER, tokenFile: "%s"}
                clusters: [{name: ottawa, inCluster: true}]
                """.formatted(kafka.guardedServers(), file("bearer")));
        StartedRole byKey = role("by-key", "bridge", """
                kafka:
                  tls: {certificateFile: "%1$s", keyFile: "%1$s", keyPasswordFile: "%2$s"}
                """.formatted(key(), file("key-password")));
        StartedRole clusters = role("clusters", "watcher", """
                kafka: {bootstrapServers: "%s"}
                topics: {partitions: 2}
                clusters:
                  - {name: token, kubeconfig: "%2$s", context: token}
                  - {name: login, kubeconfig: "%2$s", context: login}
                  - {name: plugin, kubeconfig: "%2$s", context: plugin}
                  - {name: file, endpoint: "http://127.0.0.1:%3$d/endpoint", tokenFile: "%4$s"}
                  - {name: proxy, endpoint: "https://127.0.0.1:1", tokenFile: "%4$s"}
                """.formatted(
                        kafka.bootstrapServers(), kubeconfig(), echo.port(), file("cluster-token")));
        StartedRole clusterKey = role(
                "cluster-key", "watcher", """
                kafka: {bootstrapServers: "%s"}
                topics: {partitions: 2}
                clusters: [{name: key, kubeconfig: "%s", context: key}]
                """.formatted(kafka.bootstrapServers(), directory.resolve("kubeconfig")));
        StartedRole sinks = role("sinks", "notify", """
                kafka: {bootstrapServers: "%1$s"}
                topics: {partitions: 2}
                notify:
                  sinks:
                    - {name: bearer, begin: earliest, alertmanager: {url: "http://127.0.0.1:%2$d/bearer", bearerTokenFile: "%3$s"}}
                    - {name: login, begin: earliest, webhook: {url: "http://127.0.0.1:%2$d/login", username: kim, passwordFile: "%4$s", secretFile: "%5$s"}}
                    - {name: path, begin: earliest, webhook: {url: "http://127.0.0.1:%2$d/path/%8$s?x=%8$s"}}
                    - {name: file, begin: earliest, cloudEvents: {urlFile: "%6$s", secretFile: "%5$s"}}
                    - {name: dead, begin: earliest, cloudEvents: {urlFile: "%7$s"}}
                """.formatted(
                        kafka.bootstrapServers(),
                        echo.port(),
                        file("sink-token"),
                        file("sink-password"),
                        file("hmac"),
                        url("http://127.0.0.1:" + echo.port() + "/hooks/", "hook"),
                        url("http://127.0.0.1:1/", "dead"),
                        secret("path")));

        byFile.awaitSaying(List.of("Kafka at", "cannot be used"));
        byProcessor.awaitSaying(List.of("Kafka at"));
        byProperties.awaitSaying(List.of("Temporal at", "trying again"));
        byGrant.awaitSaying(List.of("Kafka at"));
        byToken.awaitSaying(List.of("Kafka at"));
        byKey.awaitSaying(List.of("flux-stream bridge:"));
        clusters.awaitSaying(List.of("403"));
        clusterKey.awaitSaying(List.of("flux-stream watcher: the kubeconfig", "cannot be used"));
        sinks.awaitSaying(List.of("Sink bearer ", "Sink login ", "Sink path ", "Sink file ", "Sink dead "));
        awaitAsked(List.of("token", "kube", "endpoint", "bearer", "login", "path", "hooks"), clusters);
        for (StartedRole role : roles) {
            String everything = role.said() + role.pages();
            assertThat(everything.length()).isGreaterThan(100);
            assertThat(everything.lines().filter(this::tells)).isEmpty();
        }
    }

    private void awaitAsked(List<String> paths, StartedRole watcher) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!echo.asked().containsAll(paths)) {
            assertThat(System.nanoTime())
                    .describedAs("asked for %s alone: %s", echo.asked(), watcher.said())
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Whether a line holds a secret, or one in the form that Basic authentication gives it. */
    private boolean tells(String line) {
        return line.contains(MARK)
                || secrets.stream()
                        .anyMatch(secret -> line.contains(base64("kim:" + secret)) || line.contains(base64(secret)));
    }

    private StartedRole role(String name, String role, String yaml) throws IOException {
        Path config = Files.writeString(directory.resolve(name + ".yaml"), yaml);
        StartedRole started = StartedRole.start(
                directory,
                name,
                role,
                config,
                Map.of(
                        "JAAS",
                        secret("jaas"),
                        "HTTPS_PROXY",
                        "http://kim:" + secret("proxy") + "@127.0.0.1:1",
                        "NO_PROXY",
                        "none.example",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + echo.port() + "/otlp",
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "Authorization=Bearer " + secret("otlp")));
        roles.add(started);
        return started;
    }

    private String secret(String setting) {
        String secret = setting + "-" + MARK;
        secrets.add(secret);
        return secret;
    }

    private Path file(String setting) throws IOException {
        return Files.writeString(directory.resolve(setting), secret(setting) + "\n");
    }

    private Path url(String before, String setting) throws IOException {
        return Files.writeString(directory.resolve(setting), before + secret(setting) + "\n");
    }

    private Path key() throws IOException {
        return Files.writeString(
                directory.resolve("tls.key"),
                "-----BEGIN PRIVATE KEY-----\n" + secret("key") + "\n-----END PRIVATE KEY-----\n");
    }

    private Path keyStore() throws IOException {
        return Files.writeString(
                directory.resolve("kafka.properties"),
                "ssl.key.password=" + secret("key-store") + "\nssl.truststore.password=" + secret("trust-store")
                        + "\n");
    }

    private Path kubeconfig() throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: echo, cluster: {server: "http://127.0.0.1:%1$d/kube"}}
                - {name: tls, cluster: {server: "https://127.0.0.1:1"}}
                contexts:
                - {name: token, context: {cluster: echo, user: token}}
                - {name: login, context: {cluster: echo, user: login}}
                - {name: key, context: {cluster: tls, user: key}}
                - {name: plugin, context: {cluster: echo, user: plugin}}
                users:
                - {name: token, user: {token: "%2$s"}}
                - {name: login, user: {username: kim, password: "%3$s"}}
                - {name: key, user: {client-certificate-data: "%4$s", client-key-data: "%4$s"}}
                - name: plugin
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: sh
                      args: ["-c", "echo no: $TOKEN >&2; echo %6$s; exit 1"]
                      env: [{name: TOKEN, value: "%5$s"}]
                      interactiveMode: Never
                """.formatted(
                        echo.port(),
                        secret("kube-token"),
                        secret("kube-password"),
                        base64(secret("kube-key")),
                        secret("plugin-env"),
                        secret("plugin-argument")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
