package io.fluxstream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.bridge.Bridge;
import io.fluxstream.bridge.BridgeConfig;
import io.fluxstream.cli.FluxStream;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.embedded.GuardedListener;
import io.fluxstream.processor.ProcessorConfig;
import io.fluxstream.processor.StatusProcessor;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.KafkaSecurity;
import io.fluxstream.security.kafka.Refusal;
import io.fluxstream.security.kafka.SaslPassword;
import io.fluxstream.watcher.publish.CursorStore;
import io.fluxstream.watcher.publish.ProducerFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The permissions that docs/security.md tells operators to grant, on a broker that grants nothing else. */
@Tag("long")
class AclsPageTest {
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static EmbeddedTemporal temporal;
    private static Admin owner;
    private static Map<String, List<AclBinding>> granted;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.guarded(directory.resolve("kafka"), GuardedListener.scram());
        temporal = EmbeddedTemporal.start(0);
        owner = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()));
        Files.writeString(directory.resolve("password"), "of-no-value");
        granted = DocumentedPermissions.read();
        assertThat(granted).hasSize(6);
        Files.writeString(
                config("flux-stream-open"), "topics: {partitions: " + PARTITIONS + ", replicationFactor: 1}\n");
        for (Map.Entry<String, List<AclBinding>> user : granted.entrySet()) {
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            owner.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion(user.getKey(), info, "of-no-value")))
                    .all()
                    .get();
            owner.createAcls(user.getValue()).all().get();
            Files.writeString(config(user.getKey()), """
                    kafka:
                      bootstrapServers: "%s"
                      sasl: {mechanism: SCRAM-SHA-512, username: %s, passwordFile: "%s"}
                    topics: {partitions: %d, replicationFactor: 1}
                    """.formatted(
                            kafka.guardedServers(), user.getKey(), directory.resolve("password"), PARTITIONS));
        }
        assertThat(processorProblem(1)).isNull();
    }

    @AfterAll
    static void stop() {
        owner.close();
        temporal.close();
        kafka.close();
    }

    @Test
    void aWatcherWorksWithExactlyTheseAndEachIsNeeded() throws Exception {
        eachIsNeeded("flux-stream-watcher", AclsPageTest::watcherProblem);
    }

    @Test
    void aBridgeWorksWithExactlyTheseAndEachIsNeeded() throws Exception {
        eachIsNeeded("flux-stream-bridge", AclsPageTest::bridgeProblem);
    }

    @Test
    void aReaderReadsWithExactlyThese() {
        for (String command : List.of(
                "tail status --no-follow",
                "tail transitions --no-follow",
                "tail alerts --no-follow",
                "backtest --rules built-in",
                "verify")) {
            assertThat(commandProblem("flux-stream-reader", command))
                    .describedAs(command)
                    .isNull();
        }
    }

    @Test
    void aCommandWithoutPermissionSaysWhichInOneLine() {
        assertThat(commandProblem("flux-stream-operator", "tail alerts --no-follow"))
                .contains("no permission for topic flux-alerts")
                .hasLineCount(1);
        assertThat(commandProblem("flux-stream-notify", "verify"))
                .contains("no permission")
                .hasLineCount(1);
    }

    @Test
    void anOperatorPutsRulesInForceWithExactlyThese() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                groups:
                  - name: mine
                    rules:
                      - {alert: AppFailing, when: failing, for: 10m, severity: error}
                """);
        assertThat(commandProblem("flux-stream-operator", "rules apply " + rules))
                .isNull();
        assertThat(commandProblem("flux-stream-reader", "rules apply " + rules)).contains("no permission");
    }

    @Test
    void aProcessorWaitsForAPermissionThatWasWithdrawnAndLosesNothing() throws Exception {
        AclBinding reading = granted.getOrDefault("flux-stream-processor", List.of()).stream()
                .filter(binding -> binding.pattern().name().equals("flux-status")
                        && binding.entry().operation() == AclOperation.READ)
                .findFirst()
                .orElseThrow();
        try (StatusProcessor processor = StatusProcessor.start(processor())) {
            await(processor::isReady);
            withdraw(reading);
            simulate(3);
            await(() -> !processor.isReady()
                    && String.valueOf(processor.status().problem()).contains("no permission for topic flux-status"));
            owner.createAcls(List.of(reading)).all().get();
            await(processor::isReady);
        }
        assertThat(processorProblem(1)).isNull();
        assertThat(commandProblem("flux-stream-reader", "verify")).isNull();
    }

    @Test
    void aBridgeWaitsForAPermissionThatWasWithdrawnAndLosesNothing() throws Exception {
        AclBinding reading = granted.getOrDefault("flux-stream-bridge", List.of()).stream()
                .filter(binding -> binding.pattern().name().equals("flux-resources")
                        && binding.entry().operation() == AclOperation.READ)
                .findFirst()
                .orElseThrow();
        try (Bridge bridge = Bridge.start(BridgeConfig.of(client("flux-stream-bridge"), temporal.address()))) {
            await(() -> bridge.status().ready() && rowsAnswered().equals(rowsInTheLog()));
            withdraw(reading);
            assertThat(processorProblem(4)).isNull();
            await(() -> !bridge.status().ready()
                    && bridge.status().failure().contains("no permission for topic flux-resources"));
            assertThat(rowsAnswered()).isNotEqualTo(rowsInTheLog());
            owner.createAcls(List.of(reading)).all().get();
            await(() -> bridge.status().ready() && rowsAnswered().equals(rowsInTheLog()));
        }
    }

    private static List<String> rowsAnswered() {
        return rows(config("flux-stream-reader"), "--temporal", temporal.address());
    }

    private static List<String> rowsInTheLog() {
        return rows(config("flux-stream-reader"), "--at", Instant.now().toString());
    }

    /** Each resource with its phase and revision. */
    private static List<String> rows(Path config, String... whence) {
        StringWriter out = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of("get", "resources", "-o", "json", "--config", config.toString()));
        arguments.addAll(List.of(whence));
        int exit = FluxStream.run(
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter(), true),
                arguments.toArray(new String[0]));
        List<String> rows = new ArrayList<>();
        try {
            for (JsonNode row : new ObjectMapper()
                    .readTree(exit == 0 ? out.toString() : "{}")
                    .path("items")) {
                rows.add(row.path("cluster").asText()
                        + ' '
                        + row.path("kind").asText()
                        + ' '
                        + row.path("name").asText()
                        + ' '
                        + row.path("phase").asText()
                        + ' '
                        + row.path("revision").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(rows);
        return rows;
    }

    private static void eachIsNeeded(String user, Work work) throws Exception {
        assertThat(work.problem()).isNull();
        for (AclBinding binding : granted.getOrDefault(user, List.of())) {
            withdraw(binding);
            try {
                assertThat(work.problem())
                        .describedAs("without %s", binding)
                        .isNotNull()
                        .contains("no permission")
                        .hasLineCount(1);
            } finally {
                owner.createAcls(List.of(binding)).all().get();
            }
        }
        assertThat(work.problem()).isNull();
    }

    /** The controller agrees before the broker knows. */
    private static void withdraw(AclBinding binding) throws Exception {
        owner.deleteAcls(List.of(binding.toFilter())).all().get();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!owner.describeAcls(binding.toFilter()).values().get().isEmpty()) {
            assertThat(System.nanoTime()).describedAs("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** What a role does; why it cannot, or null. */
    private interface Work {
        @Nullable String problem() throws Exception;
    }

    private static @Nullable String watcherProblem() throws InterruptedException {
        Map<String, String> settings = client("flux-stream-watcher");
        try (Admin admin = Admin.create(new HashMap<String, Object>(settings))) {
            TopicSetup.ensure(admin, PARTITIONS, (short) 1);
            CursorStore.read(settings, Duration.ofSeconds(10));
            readBack(settings);
            try (Producer<String, byte[]> producer =
                    ProducerFactory.of(settings, 1 << 20).create()) {
                producer.send(new ProducerRecord<>(Topics.STATUS.name(), "none", new byte[] {'{'}))
                        .get();
                producer.send(new ProducerRecord<>(Topics.WATCH_CURSORS.name(), "none", new byte[] {'{'}))
                        .get();
            }
            return null;
        } catch (KafkaException | ExecutionException e) {
            return Refusal.reason(e);
        }
    }

    private static void readBack(Map<String, String> settings) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                new HashMap<String, Object>(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> first = List.of(new TopicPartition(Topics.STATUS.name(), 0));
            consumer.assign(first);
            consumer.seekToEnd(first);
            consumer.poll(Duration.ofSeconds(1));
        }
    }

    private static @Nullable String bridgeProblem() throws InterruptedException {
        Map<String, String> settings = client("flux-stream-bridge");
        try (Producer<String, byte[]> producer =
                ProducerFactory.of(settings, 1 << 20).create()) {
            producer.send(new ProducerRecord<>(Topics.ACKS.name(), "none/none", null))
                    .get();
        } catch (ExecutionException e) {
            return Refusal.reason(e);
        }
        try (Bridge bridge = Bridge.start(BridgeConfig.of(settings, temporal.address()))) {
            await(() -> bridge.status().ready() || bridge.status().failure().contains("no permission"));
            return bridge.status().ready() ? null : bridge.status().failure();
        }
    }

    /** Has everything that is in flux-status judged. */
    private static @Nullable String processorProblem(int seed) throws Exception {
        try (StatusProcessor processor = StatusProcessor.start(processor())) {
            await(() -> processor.isReady() || processor.status().problem() != null);
            if (!processor.isReady()) {
                return processor.status().problem();
            }
            simulate(seed);
            await(() -> processor.status().problem() != null || commandProblem("flux-stream-reader", "verify") == null);
            return processor.status().problem();
        }
    }

    /** Writes some history, past all permissions. */
    private static void simulate(int seed) {
        StringWriter err = new StringWriter();
        assertThat(FluxStream.run(
                        new PrintWriter(new StringWriter(), true),
                        new PrintWriter(err, true),
                        "simulate",
                        "--bootstrap-servers",
                        kafka.bootstrapServers(),
                        "--config",
                        config("flux-stream-open").toString(),
                        "--seed",
                        Integer.toString(seed),
                        "--clusters",
                        "1",
                        "--resources",
                        "10",
                        "--for",
                        "1h"))
                .describedAs(err.toString())
                .isZero();
    }

    private static @Nullable String commandProblem(String user, String command) {
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--config", config(user).toString()));
        int exit = FluxStream.run(
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(err, true),
                arguments.toArray(new String[0]));
        return exit == 0 ? null : err.toString().strip();
    }

    private static ProcessorConfig processor() {
        return ProcessorConfig.builder(client("flux-stream-processor"))
                .partitions(PARTITIONS)
                .replicationFactor((short) 1)
                .stateDirectory(directory.resolve("streams"))
                .build();
    }

    private static Map<String, String> client(String user) {
        Map<String, String> settings = new HashMap<>(
                new KafkaSecurity(null, new SaslPassword("SCRAM-SHA-512", user, directory.resolve("password")))
                        .properties());
        settings.put("bootstrap.servers", kafka.guardedServers());
        return settings;
    }

    private static Path config(String user) {
        return directory.resolve(user + ".yaml");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).describedAs("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
