package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.product.FluxStream;
import io.fluxstream.it.product.Role;
import io.fluxstream.it.rig.ServerProcess;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says when it is used wrongly, or when something is not there. No API server is needed for this. */
class CommandIT {
    @TempDir
    Path directory;

    @Test
    void aFlagThatDoesNotExistIsWrongUsage() {
        ServerProcess process = FluxStream.start("wrong-flag", directory, List.of("local", "--kubeconfg=x"));

        assertThat(process.exitStatus()).isEqualTo(2);
        assertThat(process.log()).contains("--kubeconfg").doesNotContain("\tat ");
    }

    @Test
    void aContextThatDoesNotExistIsAnsweredWithThoseThatDo() throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: ottawa, cluster: {server: "https://127.0.0.1:1"}}
                contexts:
                - {name: ottawa, context: {cluster: ottawa, user: me}}
                - {name: robbinsdale, context: {cluster: ottawa, user: me}}
                users:
                - {name: me, user: {token: x}}
                """);
        ServerProcess process = FluxStream.start(
                "wrong-context",
                directory,
                List.of(
                        "local",
                        "--kubeconfig=" + kubeconfig,
                        "--context=otawa",
                        "--data=" + directory.resolve("data"),
                        "--kafka-port=" + FreePort.choose(),
                        "--temporal-port=" + FreePort.choose()));

        assertThat(process.exitStatus()).isEqualTo(2);
        assertThat(process.log()).contains("otawa", "ottawa", "robbinsdale").doesNotContain("\tat ");
    }

    @Test
    void aFieldThatDoesNotExistIsNamedWithItsPath() throws IOException {
        Path config = Files.writeString(directory.resolve("config.yaml"), "kafka: {bootstrapServer: \"x:1\"}\n");
        ServerProcess process = FluxStream.start(
                "wrong-field", directory, List.of("processor", "--http-port", "0", "--config", "" + config));

        assertThat(process.exitStatus()).isEqualTo(2);
        assertThat(process.log())
                .contains("kafka.bootstrapServer", "bootstrapServers")
                .doesNotContain("\tat ");
    }

    @Test
    void aTopicWithTheWrongPartitionsIsAnErrorThatNamesIt() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.REDPANDA)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(Topics.STATUS.name(), 3, (short) 1)))
                        .all()
                        .get();
            }
            Path config = config(kafka.bootstrapServers(), "127.0.0.1:1");
            ServerProcess process = FluxStream.start(
                    "partitions", directory, List.of("processor", "--http-port", "0", "--config", "" + config));

            assertThat(process.exitStatus()).isNotZero();
            assertThat(process.log()).contains("flux-status", "3", "12").doesNotContain("\tat ");
        }
    }

    @Test
    void aProcessorWaitsForItsBrokerAndABridgeForTemporal() throws IOException {
        int kafkaPort = FreePort.choose();
        int temporalPort = FreePort.choose();
        Path config = config("127.0.0.1:" + kafkaPort, "127.0.0.1:" + temporalPort);
        try (Role processor = new Role("processor", directory, config);
                Role bridge = new Role("bridge", directory, config)) {
            processor.start();
            bridge.start();
            says(processor, "127.0.0.1:" + kafkaPort);
            says(bridge, "127.0.0.1:" + temporalPort);
            try (EmbeddedKafka kafka =
                            EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort, FeatureLevel.REDPANDA);
                    EmbeddedTemporal temporal = EmbeddedTemporal.start(temporalPort)) {
                assertThat(kafka.bootstrapServers()).endsWith(":" + kafkaPort);
                assertThat(temporal.address()).endsWith(":" + temporalPort);
                processor.awaitHealthy();
                bridge.awaitHealthy();
            }
            assertThat(processor.log() + bridge.log()).doesNotContain("\tat ");
        }
    }

    /** It says once, in one line, what it waits for. */
    private static void says(Role role, String address) {
        Eventually.holds(
                "it says what it waits for",
                () -> assertThat(role.log().lines().filter(line -> line.contains("WARN") || line.contains("ERROR")))
                        .anyMatch(line -> line.contains(address)));
    }

    private Path config(String bootstrapServers, String temporal) throws IOException {
        return Files.writeString(
                directory.resolve("config.yaml"),
                "kafka: {bootstrapServers: \"%s\"}%ntemporal: {address: \"%s\"}%nprocessor: {stateDirectory: \"%s\"}%n"
                        .formatted(bootstrapServers, temporal, directory.resolve("state")));
    }
}
