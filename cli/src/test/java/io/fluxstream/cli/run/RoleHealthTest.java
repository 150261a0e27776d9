package io.fluxstream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.bridge.Bridge;
import io.fluxstream.bridge.BridgeConfig;
import io.fluxstream.cli.config.KafkaSettings;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.observe.Health;
import io.fluxstream.processor.StatusProcessor;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.Watcher;
import io.fluxstream.watcher.WatcherConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Roles whose servers are not there: they wait for them, which is no reason to be restarted. */
@Timeout(120)
class RoleHealthTest {
    private static final String NOBODY = "127.0.0.1:1";
    private static final Map<String, String> KAFKA = Map.of("bootstrap.servers", NOBODY);

    @Test
    void aProcessorWithoutItsBrokerIsLiveAndNotReady() {
        Settings settings = Settings.DEFAULT.withKafka(KafkaSettings.at(NOBODY));
        try (StatusProcessor processor = StatusProcessor.start(Roles.processor(settings))) {
            assertThat(RoleHealth.of(processor))
                    .isEqualTo(Health.without(List.of("the processor: Kafka at " + NOBODY + " does not answer")));
        }
    }

    @Test
    void aWatcherWithoutKafkaAndClustersIsLiveAndNotReady() {
        WatcherConfig config =
                WatcherConfig.of(KAFKA, List.of(new WatchedSource.Endpoint("ottawa", "https://" + NOBODY)));
        try (Watcher watcher = Watcher.start(config)) {
            assertThat(RoleHealth.of(watcher))
                    .isEqualTo(Health.without(List.of(
                            "the watcher: Kafka at " + NOBODY + " does not answer",
                            "the watcher: no cluster is watched live, watching has not begun")));
        }
    }

    @Test
    void aBridgeWithoutTemporalAndKafkaNamesBoth() throws InterruptedException {
        try (Bridge bridge = Bridge.start(BridgeConfig.of(KAFKA, NOBODY))) {
            Health health = eventually(
                    () -> RoleHealth.of(bridge),
                    found -> found.missing().toString().contains("Kafka at " + NOBODY)
                            && found.missing().toString().contains("Temporal at " + NOBODY));

            assertThat(health.isLive()).isTrue();
            assertThat(health.isReady()).isFalse();
        }
    }

    private static Health eventually(Supplier<Health> health, Predicate<Health> wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Health found = health.get();
        while (!wanted.test(found) && System.nanoTime() < end) {
            Thread.sleep(50);
            found = health.get();
        }
        assertThat(wanted.test(found)).as(found.toString()).isTrue();
        return found;
    }
}
