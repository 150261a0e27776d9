package io.fluxstream.cli.run;

import io.fluxstream.bridge.Bridge;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.config.KafkaSettings;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.embedded.DataDirectory;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.observe.RoleView;
import io.fluxstream.processor.ProcessorStatus;
import io.fluxstream.processor.StatusProcessor;
import io.fluxstream.watcher.Watcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything in one process: servers that are not elsewhere, processor, bridge and watcher. */
final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final List<String> ROLES = List.of("watcher", "processor", "bridge");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Plan plan;
    private final Settings settings;
    private final KafkaTopics topics;
    private final StatusProcessor processor;
    private final Bridge bridge;
    private final Watcher watcher;

    private Pipeline(Plan plan, FeatureLevel level, RoleView view) {
        this.plan = plan;
        try {
            ROLES.forEach(view::expect);
            settings = servers(level);
            topics = opened(new KafkaTopics(settings.kafka(), settings.topics()));
            if (!topics.await()) {
                throw CommandFailure.no("interrupted before Kafka could be used");
            }
            processor = opened(FleetView.start(Roles.processor(settings), settings.metrics(), view));
            bridge = opened(Bridge.start(Roles.bridge(settings), view.registry(), view.tracer()));
            watcher = opened(watcher(view));
            view.tells("processor", () -> RoleHealth.of(processor));
            view.tells("bridge", () -> RoleHealth.of(bridge));
            view.tells("watcher", () -> RoleHealth.of(watcher));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all of it and returns once nothing but the clusters themselves can be missing. */
    static Pipeline start(Plan plan, RoleView view) {
        return new Pipeline(plan, FeatureLevel.LATEST, view);
    }

    /** The same with nothing to be seen, for tests. */
    static Pipeline start(Plan plan) {
        return start(plan, RoleView.none());
    }

    /** The same with a broker of another level and nothing to be seen, for tests. */
    static Pipeline start(Plan plan, FeatureLevel level) {
        return new Pipeline(plan, level, RoleView.none());
    }

    private Settings servers(FeatureLevel level) {
        opened(DataDirectory.lock(plan.data()));
        if (plan.fresh()) {
            DataHome.clear(plan.data());
        }
        Settings all = plan.settings()
                .withProcessor(
                        plan.settings().processor().inOneProcess(plan.data().resolve(DataHome.STREAMS)));
        if (plan.temporal().embedded()) {
            EmbeddedTemporal temporal =
                    opened(EmbeddedTemporal.start(plan.temporal().port()));
            all = all.withTemporal(all.temporal().embeddedAt(temporal.address()));
        }
        if (plan.kafka().embedded()) {
            EmbeddedKafka kafka = opened(EmbeddedKafka.start(
                    plan.data().resolve(DataHome.KAFKA), plan.kafka().port(), level));
            all = all.withKafka(KafkaSettings.at(kafka.bootstrapServers()));
        }
        return all;
    }

    private Watcher watcher(RoleView view) {
        try {
            return Watcher.start(Roles.watcher(settings, plan.sources()), view.registry(), view.tracer());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** The settings with the addresses of what is embedded. */
    Settings settings() {
        return settings;
    }

    /** The names of the clusters, in order. */
    List<String> clusters() {
        return plan.sources().stream()
                .flatMap(source -> Sources.names(source).stream())
                .sorted()
                .toList();
    }

    /**
     * Waits until every part is at work.
     *
     * @return whether they are; otherwise we were interrupted
     */
    boolean awaitReady() {
        long word = System.nanoTime() + BETWEEN_WORDS.toNanos();
        while (!missing().isEmpty()) {
            if (Interrupts.await(BETWEEN_LOOKS)) {
                return false;
            }
            requireProcessor();
            if (System.nanoTime() > word) {
                word += BETWEEN_WORDS.toNanos();
                LOG.info("Still waiting for {}", String.join(", ", missing()));
            }
        }
        return true;
    }

    /** Ends the command when the processor has ended for good. */
    void requireProcessor() {
        ProcessorStatus status = processor.status();
        if (status.state() == ProcessorStatus.State.FAILED) {
            throw CommandFailure.usage("the processor cannot go on: " + status.problem());
        }
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!processor.isReady()) {
            missing.add("the processor");
        }
        if (!bridge.status().ready()) {
            missing.add("the bridge");
        }
        if (watcher.status().isEmpty()) {
            missing.add("the watcher");
        }
        return missing;
    }

    /** Waits until recordings are played, judged, and in the workflows. */
    void drain(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            watcher.played().get();
            watcher.flush(patience);
            while (!topics.areReadBy(settings.processor().applicationId())) {
                requireProcessor();
                if (System.nanoTime() > end) {
                    throw CommandFailure.no("the processor did not come to the end of flux-status within "
                            + patience.toSeconds() + " s");
                }
                if (Interrupts.await(BETWEEN_LOOKS)) {
                    throw CommandFailure.no("interrupted");
                }
            }
            if (!bridge.drain(patience)) {
                throw CommandFailure.no("the workflows did not take everything in within " + patience.toSeconds()
                        + " s: " + bridge.status());
            }
        } catch (ExecutionException e) {
            throw CommandFailure.usage(
                    "the recording cannot be played: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.no("interrupted", e);
        }
    }

    /** Closes what was started last first; what one part cannot do keeps none of the others open. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }
}
