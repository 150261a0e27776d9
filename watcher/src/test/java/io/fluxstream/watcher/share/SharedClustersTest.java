package io.fluxstream.watcher.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.Watcher;
import io.fluxstream.watcher.WatcherConfig;
import io.fluxstream.watcher.kubernetes.KindSpec;
import io.fluxstream.watcher.status.ClusterStatus;
import io.fluxstream.watcher.status.KindStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several watchers on a real broker of Redpanda's level; the clusters answer nobody, which is of no account here. */
class SharedClustersTest {
    private static final int PARTITIONS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Each in a partition of its own. */
    private static final Set<String> CLUSTERS = new TreeSet<>(IntStream.range(0, 20)
            .mapToObj(i -> "cluster-" + i)
            .collect(Collectors.toMap(
                    cluster -> ClusterPartitioner.partition(cluster, PARTITIONS),
                    cluster -> cluster,
                    (first, second) -> first))
            .values());

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static Map<String, String> settings;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.REDPANDA);
        settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(new HashMap<String, Object>(settings))) {
            TopicSetup.ensure(admin, PARTITIONS, (short) 1);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aGroupSharesItsClustersAndWhoIsLeftTakesThemAll() throws Exception {
        try (Watcher one = watcher("shared")) {
            await(() -> watched(one).equals(CLUSTERS));
            try (Watcher two = watcher("shared")) {
                await(() -> !watched(two).isEmpty()
                        && watched(one).size() + watched(two).size() == CLUSTERS.size());
                assertThat(watched(one)).doesNotContainAnyElementsOf(watched(two));
                try (Watcher three = watcher("shared")) {
                    await(() -> !watched(three).isEmpty());
                }
                await(() -> watched(one).size() + watched(two).size() == CLUSTERS.size());
            }
            await(() -> watched(one).equals(CLUSTERS));
            assertThat(one.isStandby()).isFalse();
        }
    }

    @Test
    void whoStartsLaterTakesTheClustersFromWhoKnowsOfNoGroup() throws Exception {
        try (Watcher older = watcher(null)) {
            await(() -> watched(older).equals(CLUSTERS));
            awaitSessionsOf(older);
            try (Watcher newer = watcher(null)) {
                await(() -> watched(newer).equals(CLUSTERS));
                await(() -> watched(older).isEmpty());
                assertThat(older.recentStatus())
                        .allSatisfy(cluster -> assertThat(cluster.trouble())
                                .matches(
                                        cluster.cluster() + ": watched by another watcher since session [0-9a-f]{12}"));
                assertThat(newer.recentStatus()).noneMatch(SharedClustersTest::isLost);
            }
        }
    }

    private static Watcher watcher(@Nullable String group) {
        List<WatchedSource> sources = CLUSTERS.stream()
                .<WatchedSource>map(cluster -> new WatchedSource.Endpoint(cluster, "127.0.0.1:1", null, null))
                .toList();
        return Watcher.start(
                new WatcherConfig(settings, sources, KindSpec.DEFAULTS.subList(0, 1), Duration.ofHours(6), group));
    }

    /** The log's order decides: who starts earlier on a busy machine may still write later. */
    private static void awaitSessionsOf(Watcher watcher) throws InterruptedException {
        await(() ->
                watcher.status().stream().noneMatch(cluster -> cluster.session().isEmpty()));
        assertThat(watcher.flush(PATIENCE)).isTrue();
    }

    private static Set<String> watched(Watcher watcher) {
        return watcher.recentStatus().stream()
                .filter(cluster -> !isLost(cluster))
                .map(ClusterStatus::cluster)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isLost(ClusterStatus cluster) {
        return cluster.kinds().stream().map(KindStatus::state).anyMatch("stopped"::equals);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
