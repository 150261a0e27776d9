package io.fluxstream.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A broker with the topics, written to as the processor would. */
final class Log implements AutoCloseable {
    static final int PARTITIONS = 3;

    private final EmbeddedKafka broker;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    Log(Path directory) {
        this(EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST));
    }

    Log(EmbeddedKafka broker) {
        this.broker = broker;
        admin = Admin.create(settings());
        TopicSetup.ensure(admin, PARTITIONS, (short) 1);
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("partitioner.class", ClusterPartitioner.class.getName());
        settings.put("transactional.id", "processor");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "enable.metrics.push", "false");
    }

    Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    /** Both topics in one transaction, as the processor does it. */
    void alerts(FluxAlert... alerts) {
        producer.beginTransaction();
        for (FluxAlert alert : alerts) {
            byte[] value = Topics.ALERTS.codec().encode(alert);
            boolean resolved = alert.action() == Action.RESOLVED;
            send(new ProducerRecord<>(Topics.ALERTS.name(), alert.resource().toString(), value));
            send(new ProducerRecord<>(
                    Topics.ALERTS_ACTIVE.name(),
                    alert.resource().cluster() + '/' + alert.id(),
                    resolved ? null : value));
        }
        producer.commitTransaction();
    }

    void raw(String key, byte @Nullable [] value) {
        producer.beginTransaction();
        send(new ProducerRecord<>(Topics.ALERTS.name(), key, value));
        producer.commitTransaction();
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void create(String topic) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    /** Takes all topics away and makes them anew. */
    void startOver() throws Exception {
        List<String> names = Topics.ALL.stream().map(topic -> topic.name()).toList();
        admin.deleteTopics(names).all().get();
        Eventually.eventually(() -> TopicSetup.ensure(admin, PARTITIONS, (short) 1));
    }

    /** Everything in a topic, each record as {@code key=value} and its headers. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(
                            0, consumer.partitionsFor(topic).size())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return record.headers().lastHeader(name) == null
                ? ""
                : new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
        broker.close();
    }
}
