package io.fluxstream.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import io.fluxstream.watcher.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole watcher on a real broker of Redpanda's level. */
class WatcherTest {
    @TempDir
    private Path directory;

    @Test
    void playsARecordingIntoThePartitionOfItsCluster() throws Exception {
        List<FluxStatusEvent> expected = new ArrayList<>();
        Recording.bundled().play(Duration.ZERO, expected::add);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.REDPANDA)) {
            Map<String, String> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(new HashMap<String, Object>(settings))) {
                TopicSetup.ensure(admin, 12, (short) 1);
            }
            try (Watcher watcher = Watcher.start(WatcherConfig.of(
                    settings, List.of(new WatchedSource.Recorded(Recording.bundled(), false, false))))) {
                watcher.played().get(60, TimeUnit.SECONDS);
                assertThat(watcher.flush(Duration.ofSeconds(60))).isTrue();
                assertThat(watcher.status().get(0).cluster()).isEqualTo("ottawa");
            }
            assertThat(read(settings, ClusterPartitioner.partition("ottawa", 12), expected.size()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void namesTheContextsThatExist() throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {token: t}}]
                contexts:
                - {name: ottawa, context: {cluster: c, user: u}}
                - {name: robbinsdale, context: {cluster: c, user: u}}
                """);
        assertThatThrownBy(() -> Watcher.start(WatcherConfig.of(
                        Map.of("bootstrap.servers", "127.0.0.1:1"),
                        List.of(new WatchedSource.KubeContext("x", "toronto", kubeconfig)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no context \"toronto\"; it has: ottawa, robbinsdale");
    }

    @Test
    void refusesTwoClustersOfOneName() {
        assertThatThrownBy(() -> WatcherConfig.of(
                        Map.of("bootstrap.servers", "127.0.0.1:1"),
                        List.of(
                                new WatchedSource.Endpoint("a", "h:1", null, null),
                                new WatchedSource.Endpoint("a", "i:1", null, null))))
                .hasMessage("two sources are named a");
    }

    private static List<FluxStatusEvent> read(Map<String, String> settings, int partition, int count) {
        List<FluxStatusEvent> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                new HashMap<String, Object>(settings), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> one = List.of(new TopicPartition(Topics.STATUS.name(), partition));
            consumer.assign(one);
            consumer.seekToBeginning(one);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (events.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> events.add(Topics.STATUS.codec().read(record.value())));
            }
        }
        return events;
    }
}
