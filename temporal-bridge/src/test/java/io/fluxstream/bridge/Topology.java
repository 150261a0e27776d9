package io.fluxstream.bridge;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A broker with the topics, written to as the processor would. */
public final class Topology implements AutoCloseable {
    private final EmbeddedKafka broker;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public Topology(Path dataDir) {
        broker = EmbeddedKafka.start(dataDir, 0, FeatureLevel.LATEST);
        try (Admin admin = admin()) {
            TopicSetup.ensure(admin, 12, (short) 1);
        }
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "partitioner.class",
                        ClusterPartitioner.class.getName(),
                        // Tests delete topics and make them anew, which an idempotent producer does not survive.
                        "enable.idempotence",
                        "false",
                        "max.in.flight.requests.per.connection",
                        "1",
                        "enable.metrics.push",
                        "false"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers(), "enable.metrics.push", "false"));
    }

    public Topology row(FluxResourceStatus row) {
        return write(Topics.RESOURCES, row.resource().toString(), row);
    }

    public Topology gone(FluxResourceStatus row) {
        return write(Topics.RESOURCES, row.resource().toString(), null);
    }

    public Topology cluster(FluxClusterStatus status) {
        return write(Topics.CLUSTERS, status.cluster(), status);
    }

    /** Both topics, as the processor does it. */
    public Topology alert(FluxAlert alert) {
        boolean resolved = alert.action() == FluxAlert.Action.RESOLVED;
        write(Topics.ALERTS, alert.resource().toString(), alert);
        return write(Topics.ALERTS_ACTIVE, alert.resource().cluster() + '/' + alert.id(), resolved ? null : alert);
    }

    public <V> Topology write(Topic<V> topic, String key, @Nullable V value) {
        return raw(topic, key, value == null ? null : topic.codec().encode(value));
    }

    public Topology raw(Topic<?> topic, String key, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(topic.name(), key, value)));
        return this;
    }

    /** Returns once everything is committed. */
    public void safe() {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        broker.close();
    }
}
