package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker in this JVM, with the topics, and what a test wants to do with it. */
final class RunningKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path data;
    private final int partitions;
    private EmbeddedKafka broker;

    private RunningKafka(Path data, FeatureLevel level, int partitions) {
        this.data = data;
        this.partitions = partitions;
        broker = EmbeddedKafka.start(data, 0, level);
    }

    static RunningKafka start(Path data, FeatureLevel level, int partitions) {
        RunningKafka kafka = new RunningKafka(data, level, partitions);
        try (Admin admin = Admin.create(new HashMap<String, Object>(kafka.clients()))) {
            TopicSetup.ensure(admin, partitions, (short) -1);
        }
        return kafka;
    }

    Map<String, String> clients() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    ProcessorConfig.Builder processor() {
        return ProcessorConfig.builder(clients()).partitions(partitions);
    }

    void stop() {
        broker.close();
    }

    /** Where it was before, with the data that it had. */
    void startAgain(FeatureLevel level) {
        String address = broker.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        broker = EmbeddedKafka.start(data, port, level);
    }

    void append(List<FluxStatusEvent> events) {
        Map<String, Object> settings = new HashMap<>(clients());
        settings.put("partitioner.class", ClusterPartitioner.class.getName());
        // Of several batches on the way to a partition just made or just found again, the first may be the one refused.
        settings.put("max.in.flight.requests.per.connection", "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (FluxStatusEvent event : events) {
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.STATUS.name(),
                        event.key().getBytes(UTF_8),
                        Topics.STATUS.codec().encode(event))));
            }
            acknowledged(sent);
        }
    }

    /** Appends records, those that are none included, to the partitions of their clusters. */
    void appendAll(List<RandomLog.Entry> entries) {
        Map<String, Object> settings = new HashMap<>(clients());
        settings.put("max.in.flight.requests.per.connection", "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            acknowledged(entries.stream()
                    .map(entry -> producer.send(new ProducerRecord<>(
                            Topics.STATUS.name(),
                            ClusterPartitioner.partition(entry.cluster(), partitions),
                            entry.key() == null ? null : entry.key().getBytes(UTF_8),
                            entry.value() == null ? null : entry.value().getBytes(UTF_8))))
                    .toList());
        }
    }

    /** Appends bytes to a partition of flux-status, whoever's it is. */
    void append(int partition, byte[] key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new HashMap<String, Object>(clients()), new ByteArraySerializer(), new ByteArraySerializer())) {
            acknowledged(List.of(producer.send(new ProducerRecord<>(Topics.STATUS.name(), partition, key, value))));
        }
    }

    private static void acknowledged(List<Future<RecordMetadata>> sent) {
        for (Future<RecordMetadata> record : sent) {
            try {
                record.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException | InterruptedException failure) {
                throw new IllegalStateException("not acknowledged", failure);
            }
        }
    }

    /** What readers of committed records find in a topic, partition after partition. */
    List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic) {
        return read(topic.name());
    }

    /** The same of a topic that may be Kafka Streams' own. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> settings = new HashMap<>(clients());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    fail("%s could not be read to its end", topic);
                }
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    /** All rules that were ever in force, by their revisions. */
    Map<Long, RuleSet> revisions() {
        return new RuleLog(clients())
                .read().stream().collect(Collectors.toMap(RuleRevision::revision, RunningKafka::rules));
    }

    private static RuleSet rules(RuleRevision revision) {
        return RuleFile.parse("revision " + revision.revision(), revision.content())
                .match(loaded -> loaded.rules().as(revision.revision()), mistakes -> {
                    throw new IllegalStateException(mistakes.toString());
                });
    }

    /** Everything in the topics whose bytes are promised. */
    List<Written> written() {
        List<Written> written = new ArrayList<>();
        for (Topic<?> topic : Written.PROMISED) {
            read(topic).forEach(record -> written.add(Written.of(topic.name(), record.key(), record.value())));
        }
        return written;
    }

    /** Returns once all of flux-status has been processed and committed. */
    void awaitProcessed() {
        try (Admin admin = Admin.create(new HashMap<String, Object>(clients()));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        new HashMap<String, Object>(clients()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(Topics.STATUS.name(), partition))
                    .toList());
            await("all of flux-status processed", () -> isProcessed(admin, ends));
        }
    }

    /** How many of its records have been processed and committed by now; 0 while nobody can tell. */
    long processed() {
        try (Admin admin = Admin.create(new HashMap<String, Object>(clients()))) {
            return committed(admin).values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException | TimeoutException notNow) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listConsumerGroupOffsets(ProcessorConfig.DEFAULT_APPLICATION_ID)
                .partitionsToOffsetAndMetadata()
                .get(30, TimeUnit.SECONDS);
    }

    private static boolean isProcessed(Admin admin, Map<TopicPartition, Long> ends) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata there = committed.get(end.getKey());
                return end.getValue() == 0 || (there != null && there.offset() >= end.getValue());
            });
        } catch (ExecutionException | TimeoutException notNow) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not within %s: %s", PATIENCE, what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
