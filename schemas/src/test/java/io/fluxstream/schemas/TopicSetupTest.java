package io.fluxstream.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker of the level that Redpanda has. */
class TopicSetupTest {
    private static final int PARTITIONS = 3;
    private static final short ONE = 1;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start(@TempDir Path data) {
        kafka = EmbeddedKafka.start(data, 0, FeatureLevel.REDPANDA);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @AfterEach
    void deleteTopics() throws Exception {
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        await(() -> admin.listTopics().names().get().isEmpty());
    }

    @Test
    void createsEveryTopicWithTheSettingsItNeeds() throws Exception {
        TopicSetup.ensure(admin, PARTITIONS, ONE);

        Map<String, TopicDescription> topics =
                admin.describeTopics(names()).allTopicNames().get();
        assertThat(topics.values())
                .allSatisfy(topic ->
                        assertThat(topic.partitions()).hasSize(topic.name().equals("flux-rules") ? 1 : PARTITIONS));
        assertThat(setting(Topics.STATUS, "cleanup.policy")).isEqualTo("delete");
        assertThat(setting(Topics.STATUS, "retention.ms")).isEqualTo("2592000000");
        assertThat(setting(Topics.STATUS, "compression.type")).isEqualTo("producer");
        assertThat(setting(Topics.ALERTS, "retention.ms")).isEqualTo("7776000000");
        assertThat(setting(Topics.RESOURCES, "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(Topics.RESOURCES, "delete.retention.ms")).isEqualTo("604800000");
        assertThat(setting(Topics.RESOURCES, "segment.ms")).isEqualTo("3600000");
        for (Topic<?> topic : Topics.ALL) {
            assertThat(setting(topic, "message.timestamp.type")).isEqualTo("LogAppendTime");
        }
    }

    @Test
    void leavesAloneWhatIsThereAndFits() {
        TopicSetup.ensure(admin, PARTITIONS, ONE);
        assertThatCode(() -> TopicSetup.ensure(admin, PARTITIONS, ONE)).doesNotThrowAnyException();
    }

    @Test
    void severalProcessesMayCreateAtOnce() throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(processes.submit(() -> TopicSetup.ensure(admin, PARTITIONS, ONE)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            processes.shutdown();
        }
        assertThat(admin.listTopics().names().get()).containsAll(names());
    }

    @Test
    void saysWhichTopicHasTheWrongNumberOfPartitions() {
        create(Topics.STATUS, 5);
        assertThatThrownBy(() -> TopicSetup.ensure(admin, PARTITIONS, ONE))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessage("Topic flux-status has 5 partitions but flux-stream is set to 3:"
                        + " set its number of partitions to 5, or delete the topic to have it created again");
    }

    @Test
    void saysWhichTopicIsNotCompacted() throws Exception {
        TopicSetup.ensure(admin, PARTITIONS, ONE);
        alter(Topics.RESOURCES, "cleanup.policy", "delete");
        assertThatThrownBy(() -> TopicSetup.ensure(admin, PARTITIONS, ONE))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageStartingWith(
                        "Topic flux-resources has cleanup.policy delete but flux-stream needs compact: ");
    }

    @Test
    void saysWhichTopicKeepsTheProducersTime() throws Exception {
        TopicSetup.ensure(admin, PARTITIONS, ONE);
        alter(Topics.ALERTS, "message.timestamp.type", "CreateTime");
        assertThatThrownBy(() -> TopicSetup.ensure(admin, PARTITIONS, ONE))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageStartingWith(
                        "Topic flux-alerts has message.timestamp.type CreateTime but flux-stream needs LogAppendTime: ");
    }

    @Test
    void operatorsChooseHowLongRecordsAreKept() throws Exception {
        TopicSetup.ensure(admin, PARTITIONS, ONE);
        alter(Topics.STATUS, "retention.ms", "86400000");
        assertThatCode(() -> TopicSetup.ensure(admin, PARTITIONS, ONE)).doesNotThrowAnyException();
    }

    private static void create(Topic<?> topic, int partitions) {
        admin.createTopics(List.of(new NewTopic(topic.name(), partitions, ONE)))
                .values()
                .values()
                .forEach(created -> assertThatCode(created::get).doesNotThrowAnyException());
    }

    private static void alter(Topic<?> topic, String setting, String value) throws Exception {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(set)))
                .all()
                .get();
        await(() -> value.equals(setting(topic, setting)));
    }

    /** The broker acknowledges changes before it shows them. */
    private static void await(Callable<Boolean> isSo) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isSo.call()) {
            assertThat(System.nanoTime())
                    .as("the broker should show the change")
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static String setting(Topic<?> topic, String setting) throws Exception {
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(resource(topic))).all().get();
        return requireNonNull(configs.get(resource(topic))).get(setting).value();
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static List<String> names() {
        return Topics.ALL.stream().map(Topic::name).toList();
    }
}
