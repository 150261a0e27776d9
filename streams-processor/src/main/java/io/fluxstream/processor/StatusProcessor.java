package io.fluxstream.processor;

import io.fluxstream.processor.ProcessorStatus.State;
import io.fluxstream.security.kafka.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running processor: it waits for its broker, makes missing topics, processes, and mends what can be mended. */
public final class StatusProcessor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusProcessor.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 10_000;
    /** Longer than it takes to try again and be turned away again. */
    private static final Duration DENIED_FOR = Duration.ofSeconds(30);

    private final ProcessorConfig config;
    private final EngineListener listener;
    private final Tracer tracer;
    private final Tally tally = new Tally();
    private final StateSize size = new StateSize();
    private final RestoreWatch restore = new RestoreWatch(System::nanoTime);
    private final Rewrites rewrites = new Rewrites();
    private final BrokerWatch broker;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable RuleFeed rules;
    private volatile @Nullable String problem;
    private volatile boolean failed;
    private volatile boolean denied;
    private volatile long lastDenied;
    private volatile long recordsAtFailure;
    private long pauseMs = FIRST_PAUSE_MS;

    private StatusProcessor(ProcessorConfig config, EngineListener listener, MeterRegistry registry, Tracer tracer) {
        this.config = config;
        this.tracer = tracer;
        this.listener = listener;
        GroupLag lag = new GroupLag(config.applicationId(), config.partitions());
        this.broker = new BrokerWatch(config, lag, new Broker(), Admin::create);
        ProcessorMeters meters = new ProcessorMeters(registry);
        meters.show(tally);
        meters.show(size, restore);
        meters.show(lag, config.partitions());
        meters.showRules(this::revision);
    }

    private double revision() {
        RuleFeed followed = rules;
        return followed == null ? Double.NaN : followed.now().revision();
    }

    /** Returns at once; {@link #isReady} says when records flow. */
    public static StatusProcessor start(ProcessorConfig config) {
        return start(
                config,
                EngineListener.NONE,
                new CompositeMeterRegistry(),
                OpenTelemetry.noop().getTracer("none"));
    }

    /** As {@link #start(ProcessorConfig)}, with somebody who hears what happens, meters of how it goes, and spans in traces. */
    public static StatusProcessor start(
            ProcessorConfig config, EngineListener listener, MeterRegistry registry, Tracer tracer) {
        StatusProcessor processor = new StatusProcessor(config, listener, registry, tracer);
        processor.broker.start();
        return processor;
    }

    /** Whether every partition that is assigned here is being processed. */
    public boolean isReady() {
        return status().state() == State.RUNNING
                && broker.answers()
                && refusal().isEmpty();
    }

    /** Why Kafka refuses what the processor needs; empty when it does not. */
    public String refusal() {
        String reason = problem;
        return isDenied() && reason != null ? reason : broker.refusal();
    }

    /** Between two tries it looks as if all were well. */
    private boolean isDenied() {
        return denied && System.nanoTime() - lastDenied < DENIED_FOR.toNanos();
    }

    public ProcessorStatus status() {
        String known = problem;
        if (known != null && !failed && !isDenied() && tally.recordsSoFar() > recordsAtFailure) {
            known = null;
        }
        RuleFeed followed = rules;
        if (known == null && followed != null) {
            known = followed.problem();
        }
        return new ProcessorStatus(state(), broker.answers(), known, tally.counts());
    }

    /** The brokers that it reads from and writes to. */
    public String bootstrapServers() {
        return config.bootstrapServers();
    }

    /** Finishes what was begun, commits it, and leaves the group so that others take over at once. */
    @Override
    public void close() {
        close(CLOSE_WITHIN);
    }

    /** Goes away within the given time, whatever is left undone. */
    void close(Duration within) {
        closing.countDown();
        broker.close();
        KafkaStreams running = streams;
        if (running != null && !running.close(closeOptions(within))) {
            LOG.warn("The processor did not finish within {} s", within.toSeconds());
        }
        RuleFeed followed = rules;
        if (followed != null) {
            followed.close();
        }
    }

    private CloseOptions closeOptions(Duration within) {
        // Whoever has a name comes back under it, and finds its partitions waiting.
        CloseOptions.GroupMembershipOperation membership = config.groupInstanceId() == null
                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
        return CloseOptions.groupMembershipOperation(membership).withTimeout(within);
    }

    private void process() {
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of(config));
        RuleLog log = new RuleLog(config.kafka());
        log.offer(config.rules());
        RuleFeed feed = RuleFeed.start(log);
        rules = feed;
        KafkaStreams created = new KafkaStreams(
                StatusTopology.of(feed, config.partitions(), tally, size, listener, tracer, rewrites), settings);
        created.setGlobalStateRestoreListener(restore);
        created.setUncaughtExceptionHandler(this::onFailure);
        created.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING && !isDenied()) {
                LOG.info("The processor runs: {} on Kafka at {}", config.applicationId(), config.bootstrapServers());
            }
        });
        streams = created;
        created.start();
    }

    /** What follows from how the broker is. */
    private final class Broker implements BrokerListener {
        @Override
        public void ready() {
            process();
        }

        @Override
        public void answered() {
            if (denied && !isDenied() && state() == State.RUNNING) {
                denied = false;
                LOG.info("Kafka at {} refuses nothing any more", config.bootstrapServers());
            }
        }

        @Override
        public void topicsLost() {
            rewrites.ask();
            tally.topicsLost();
        }

        @Override
        public void failed(Throwable failure) {
            fail(failure);
        }
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        if (failure instanceof Exception) {
            // Kafka Streams has the thread end by it once another one has taken its place; all is said here.
            Thread.currentThread().setUncaughtExceptionHandler((thread, again) -> LOG.debug("{} ended", thread));
        }
        Optional<String> finalReason = Failures.isFinal(failure);
        if (finalReason.isPresent()) {
            fail(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        String reason = Failures.rootOf(failure);
        long pause = nextPause();
        tally.stumble();
        if (Refusal.isDenied(failure)) {
            refused(reason);
        } else {
            LOG.warn("The processor stumbled ({}): it goes on from its last commit in {} ms", reason, pause);
        }
        problem = reason;
        LOG.debug("the failure", failure);
        try {
            if (closing.await(pause, TimeUnit.MILLISECONDS)) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Said once for as long as it lasts: each attempt is turned away for the same reason. */
    private void refused(String reason) {
        if (!isDenied() || !reason.equals(problem)) {
            LOG.warn("Kafka at {} refused: {}; trying again, nothing is lost", config.bootstrapServers(), reason);
        }
        lastDenied = System.nanoTime();
        denied = true;
    }

    /** Longer each time, until records have flowed again. */
    private synchronized long nextPause() {
        long records = tally.recordsSoFar();
        pauseMs = records > recordsAtFailure ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        recordsAtFailure = records;
        return pauseMs;
    }

    private void fail(Throwable failure) {
        String reason = Failures.isFinal(failure).orElseGet(() -> Failures.rootOf(failure));
        problem = reason;
        failed = true;
        LOG.error("The processor stops: {}", reason);
        LOG.debug("the failure", failure);
    }

    private State state() {
        if (failed) {
            return State.FAILED;
        }
        if (closing.getCount() == 0) {
            return State.CLOSED;
        }
        KafkaStreams running = streams;
        if (running == null) {
            return State.WAITING;
        }
        return switch (running.state()) {
            case CREATED, REBALANCING -> State.STARTING;
            case RUNNING -> State.RUNNING;
            case PENDING_SHUTDOWN, NOT_RUNNING -> State.CLOSED;
            case PENDING_ERROR, ERROR -> State.FAILED;
        };
    }
}
