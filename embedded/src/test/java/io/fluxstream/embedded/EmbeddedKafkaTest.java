package io.fluxstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void keepsItsDataAndItsIdentityAcrossARestart() throws Exception {
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST)) {
            clusterId = kafka.clusterId();
            createTopic(kafka);
            writeInATransaction(kafka, "before");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST)) {
            assertThat(kafka.clusterId()).isEqualTo(clusterId).isNotEmpty();
            writeInATransaction(kafka, "after");
            assertThat(readAll(kafka, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void losesNothingAcknowledgedWhenItsProcessIsKilled() throws Exception {
        Process process = BrokerProcess.start(directory);
        try {
            String bootstrapServers = BrokerProcess.awaitReady(process);
            createTopic(bootstrapServers);
            writeInATransaction(bootstrapServers, "acknowledged");
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST)) {
            assertThat(readAll(kafka, 1)).containsExactly("acknowledged");
        }
    }

    @Test
    void refusesADirectoryThatAnotherBrokerUses() {
        try (EmbeddedKafka first = EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST)) {
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("data directory " + directory
                            + " is used by another flux-stream; stop that one or name another directory");
        }
    }

    @Test
    void refusesADirectoryThatAnotherProcessUses() throws Exception {
        Process process = BrokerProcess.start(directory);
        try {
            BrokerProcess.awaitReady(process);
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("is used by another flux-stream");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void namesThePortThatIsInUseAndLetsTheDirectoryGo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort(), FeatureLevel.LATEST))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " for Kafka is in use; stop what listens there or choose another port");
        }
        DataDirectory.lock(directory).close();
    }

    @Test
    void saysWhichDirectoryCannotBeWrittenTo() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> EmbeddedKafka.start(file.resolve("data"), 0, FeatureLevel.LATEST))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining(file + "/data cannot be written to");
    }

    @Test
    void imitatesTheFeaturesOfRedpanda() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FeatureLevel.REDPANDA)) {
            assertThat(finalizedFeatures(kafka))
                    .doesNotContain("transaction.version", "group.version", "streams.version", "share.version");
            createTopic(kafka);
            writeInATransaction(kafka, "first version of transactions");
            assertThat(readAll(kafka, 1)).containsExactly("first version of transactions");
        }
    }

    @Test
    void offersTheNewGroupProtocolsAtTheLatestLevel() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST)) {
            assertThat(finalizedFeatures(kafka)).contains("transaction.version", "group.version", "streams.version");
        }
    }

    private static Set<String> finalizedFeatures(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .keySet();
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        createTopic(kafka.bootstrapServers());
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("words", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void writeInATransaction(EmbeddedKafka kafka, String word) throws Exception {
        writeInATransaction(kafka.bootstrapServers(), word);
    }

    private static void writeInATransaction(String bootstrapServers, String word) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "writer", "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("words", "key", word)).get();
            producer.commitTransaction();
        }
    }

    private static List<String> readAll(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition("words", 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> words = new ArrayList<>();
            Instant end = Instant.now().plus(PATIENCE);
            while (words.size() < count && Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(200))) {
                    words.add(read.value());
                }
            }
            return words;
        }
    }

    /** A broker in a process of its own, to be killed. */
    static final class BrokerProcess {
        private static final String READY = "ready ";

        private BrokerProcess() {}

        public static void main(String[] args) throws Exception {
            EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0, FeatureLevel.LATEST);
            System.out.println(READY + kafka.bootstrapServers());
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }

        static Process start(Path directory) throws Exception {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx200m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerProcess.class.getName(),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }

        static String awaitReady(Process process) throws Exception {
            var reader = process.inputReader(StandardCharsets.UTF_8);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(READY)) {
                    return line.substring(READY.length());
                }
            }
            throw new IllegalStateException("the broker's process ended with " + process.waitFor());
        }
    }
}
