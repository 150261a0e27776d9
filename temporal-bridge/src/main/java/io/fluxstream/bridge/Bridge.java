package io.fluxstream.bridge;

import com.uber.m3.tally.Scope;
import io.fluxstream.bridge.feed.Asking;
import io.fluxstream.bridge.feed.BridgeMeters;
import io.fluxstream.bridge.feed.Failures;
import io.fluxstream.bridge.feed.Feed;
import io.fluxstream.bridge.feed.KafkaSettings;
import io.fluxstream.bridge.feed.TargetStatus;
import io.fluxstream.bridge.workflow.Signals;
import io.fluxstream.bridge.workflow.WatchErrandsActivity;
import io.fluxstream.bridge.workflow.WorkflowHost;
import io.fluxstream.bridge.workflow.WorkflowJson;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the workflows from the topics and runs them. Returns from {@link #start} at once; what is not there yet, broker,
 * topics or Temporal, is waited for.
 */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final Tracer NO_TRACES = OpenTelemetry.noop().getTracer("none");
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final long KAFKA_SECONDS = 5;

    private final BridgeConfig config;
    private final KafkaSettings kafka;
    private final WorkflowServiceStubs service;
    private final WorkflowClient client;
    /** For the feeds, which try again themselves and say so: the SDK's own retries go on for a minute in silence. */
    private final WorkflowServiceStubs impatient;

    private final WorkflowClient caller;
    private final Admin admin;
    private final AckLog ackLog;
    private final WorkerFactory workers;
    private final Signals signals;
    private final BridgeMeters meters;
    private final Tracer tracer;
    private final Scope scope;
    private final Failures temporalFailures;
    private final Failures kafkaFailures;
    private final Reach reach;
    private final Thread starter;
    private volatile List<Feed> feeds = List.of();
    private volatile boolean stopped;

    private final boolean hostsWorkflows;

    private Bridge(BridgeConfig config, Clock clock, boolean hostsWorkflows, MeterRegistry registry, Tracer tracer) {
        this.config = config;
        this.tracer = tracer;
        meters = new BridgeMeters(registry);
        meters.show(() -> feeds.stream().anyMatch(Feed::feeds));
        scope = SdkMetrics.into(registry);
        this.hostsWorkflows = hostsWorkflows;
        kafka = new KafkaSettings(config.kafka());
        service = WorkflowServiceStubs.newServiceStubs(stubs().build());
        client = client(service);
        impatient = WorkflowServiceStubs.newServiceStubs(stubs().setRpcQueryTimeout(QUERY_TIMEOUT)
                .setRpcRetryOptions(RpcRetryOptions.newBuilder()
                        .setExpiration(QUERY_TIMEOUT)
                        .validateBuildWithDefaults())
                .build());
        caller = client(impatient);
        admin = kafka.admin();
        ackLog = new AckLog(kafka);
        signals = new Signals(caller, config.taskQueue());
        workers = WorkflowHost.factory(client, config.taskQueue(), new WatchErrandsActivity(ackLog, signals));
        temporalFailures = new Failures(LOG, "Temporal at " + config.temporal().address());
        kafkaFailures = new Failures(LOG, "Kafka at " + config.kafka().get("bootstrap.servers"));
        reach = new Reach(Map.of(
                "Temporal at " + config.temporal().address(), () -> describeNamespace(impatient),
                "Kafka at " + config.kafka().get("bootstrap.servers"),
                        () -> admin.describeCluster().nodes().get(KAFKA_SECONDS, TimeUnit.SECONDS)));
        starter = new Thread(() -> begin(new Asking(caller, admin, clock)), "bridge-start");
        starter.setDaemon(true);
    }

    private WorkflowServiceStubsOptions.Builder stubs() {
        return config.temporal().stubs().setMetricsScope(scope);
    }

    private WorkflowClient client(WorkflowServiceStubs stubs) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(config.temporal().namespace())
                        .setDataConverter(WorkflowJson.dataConverter())
                        .build());
    }

    public static Bridge start(BridgeConfig config) {
        return start(config, new CompositeMeterRegistry(), NO_TRACES);
    }

    /** As {@link #start(BridgeConfig)}, with meters of how it goes, and spans in traces. */
    public static Bridge start(BridgeConfig config, MeterRegistry registry, Tracer tracer) {
        return start(config, Clock.systemUTC(), true, registry, tracer);
    }

    /**
     * For tests.
     *
     * @param clock by which a workflow's last records are judged too old to go on from
     * @param hostsWorkflows whether the workflows run here: the embedded Temporal server never hands one on from a worker
     *     that stopped, so a test that stops bridges keeps its worker elsewhere
     */
    static Bridge start(BridgeConfig config, Clock clock, boolean hostsWorkflows) {
        return start(config, clock, hostsWorkflows, new CompositeMeterRegistry(), NO_TRACES);
    }

    private static Bridge start(
            BridgeConfig config, Clock clock, boolean hostsWorkflows, MeterRegistry registry, Tracer tracer) {
        LOG.info("Bridge: {}", config);
        Bridge bridge = new Bridge(config, clock, hostsWorkflows, registry, tracer);
        bridge.starter.start();
        bridge.reach.start();
        return bridge;
    }

    private void begin(Asking asking) {
        until(temporalFailures, this::startWorkers);
        until(kafkaFailures, this::describeTopics);
        if (!stopped) {
            feeds = List.of(
                    Feed.ofAlerts(signals, asking, kafka, meters, tracer),
                    Feed.ofWatches(signals, asking, kafka, meters, tracer));
        }
    }

    private void startWorkers() {
        describeNamespace(service);
        if (hostsWorkflows) {
            workers.start();
        }
    }

    private void describeNamespace(WorkflowServiceStubs stubs) {
        String namespace = config.temporal().namespace();
        try {
            stubs.blockingStub()
                    .withDeadlineAfter(5, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                throw new IllegalStateException("there is no namespace " + namespace
                        + "; make it (temporal operator namespace create -n " + namespace
                        + "), or name another in temporal.namespace");
            }
            throw e;
        }
    }

    private void describeTopics() {
        List<String> names = new ArrayList<>();
        for (Topic<?> topic :
                List.of(Topics.RESOURCES, Topics.CLUSTERS, Topics.ALERTS, Topics.ALERTS_ACTIVE, Topics.ACKS)) {
            names.add(topic.name());
        }
        try {
            admin.describeTopics(names).allTopicNames().get();
        } catch (ExecutionException e) {
            throw new KafkaException("describing topics failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private void until(Failures failures, Runnable attempt) {
        while (!stopped) {
            try {
                attempt.run();
                failures.succeeded();
                return;
            } catch (RuntimeException e) {
                pause(failures.failed(e, "trying again until it answers"));
            }
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    public BridgeStatus status() {
        List<Feed> running = feeds;
        List<TargetStatus> workflows = new ArrayList<>();
        running.forEach(feed -> workflows.addAll(feed.status()));
        List<String> failures = new ArrayList<>(reach.troubles());
        if (failures.isEmpty()) {
            failures.addAll(List.of(temporalFailures.lastReason(), kafkaFailures.lastReason()));
        }
        running.forEach(feed -> failures.add(feed.failure()));
        if (failures.stream().allMatch(String::isEmpty)) {
            // A workflow that cannot even be asked where it is, though Temporal answers.
            workflows.stream()
                    .filter(workflow -> !workflow.following())
                    .map(TargetStatus::failure)
                    .filter(failure -> !failure.isEmpty())
                    .findFirst()
                    .ifPresent(failures::add);
        }
        return new BridgeStatus(
                !running.isEmpty() && running.stream().allMatch(Feed::isReady),
                String.join(
                        "; ",
                        failures.stream().filter(failure -> !failure.isEmpty()).toList()),
                workflows);
    }

    /**
     * Waits until the workflows have taken in all that is in the topics, liveness that would otherwise wait its turn
     * included. False when that took longer than allowed.
     */
    public boolean drain(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            boolean caughtUp = !feeds.isEmpty();
            for (Feed feed : feeds) {
                caughtUp &= feed.isCaughtUp();
            }
            if (caughtUp) {
                feeds.forEach(Feed::hurry);
                if (status().isIdle()) {
                    return true;
                }
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }

    @Override
    public void close() {
        stopped = true;
        reach.close();
        starter.interrupt();
        try {
            starter.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeds.forEach(Feed::close);
        stopWorkers();
        ackLog.close();
        admin.close(Duration.ofSeconds(2));
        impatient.shutdownNow();
        service.shutdownNow();
        service.awaitTermination(2, TimeUnit.SECONDS);
        SdkMetrics.close(scope);
    }

    private void stopWorkers() {
        try {
            workers.shutdown(); // tells the server, which then does not keep anything for this worker
            workers.awaitTermination(3, TimeUnit.SECONDS);
            workers.shutdownNow();
        } catch (StatusRuntimeException e) {
            LOG.debug("Temporal could not be told that the worker stops: {}", e.getMessage());
        }
    }
}
