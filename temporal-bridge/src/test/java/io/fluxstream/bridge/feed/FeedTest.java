package io.fluxstream.bridge.feed;

import static io.fluxstream.bridge.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.bridge.BridgeConfig;
import io.fluxstream.bridge.Samples;
import io.fluxstream.bridge.Topology;
import io.fluxstream.bridge.query.WorkflowQueries;
import io.fluxstream.bridge.workflow.Signals;
import io.fluxstream.bridge.workflow.WatchErrandsActivity;
import io.fluxstream.bridge.workflow.WorkflowHost;
import io.fluxstream.bridge.workflow.WorkflowJson;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @Test
    void aBrokerTooBusyToSayWhereItIsReadIsReadAgainOnceItCan() {
        try (Topology topics = new Topology(data);
                EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                WorkflowQueries ask = WorkflowQueries.connect(temporal.address(), "default")) {
            WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(temporal.address())
                    .build());
            WorkflowClient client = WorkflowClient.newInstance(
                    service,
                    WorkflowClientOptions.newBuilder()
                            .setDataConverter(WorkflowJson.dataConverter())
                            .build());
            Signals signals = new Signals(client, BridgeConfig.DEFAULT_TASK_QUEUE);
            Moody kafka = new Moody(topics.kafka());
            WorkerFactory worker = WorkflowHost.factory(
                    client, BridgeConfig.DEFAULT_TASK_QUEUE, new WatchErrandsActivity(ack -> {}, signals));
            worker.start();
            try (Admin admin = topics.admin();
                    Feed feed = Feed.ofAlerts(
                            signals,
                            new Asking(client, admin, Clock.systemUTC()),
                            kafka,
                            new BridgeMeters(new SimpleMeterRegistry()),
                            OpenTelemetry.noop().getTracer("none"))) {
                topics.alert(Samples.firing("1")).safe();
                eventually(() -> assertThat(ask.active()).hasSize(1));
                kafka.isBusy = true;
                eventually(() -> assertThat(feed.failure()).contains("too busy"));
                kafka.isBusy = false;
                topics.alert(Samples.firing("2")).safe();
                eventually(() -> assertThat(ask.active()).hasSize(2));
            } finally {
                worker.shutdownNow();
                service.shutdownNow();
            }
        }
    }

    /** Consumers that may fail to say how far they are. */
    private static final class Moody extends KafkaSettings {
        private volatile boolean isBusy;

        Moody(Map<String, String> configured) {
            super(configured);
        }

        @Override
        @SuppressWarnings("unchecked")
        Consumer<String, byte[]> consumer(String group) {
            Consumer<String, byte[]> consumer = super.consumer(group);
            return (Consumer<String, byte[]>) Proxy.newProxyInstance(
                    Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                        if (isBusy && method.getName().equals("position")) {
                            throw new TimeoutException("too busy to say where it is read");
                        }
                        try {
                            return method.invoke(consumer, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                    });
        }
    }
}
