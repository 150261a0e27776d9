package io.fluxstream.history.rerun;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.schemas.Checkpoint;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker whose topics hold what a processor would have written; and what time does to them. */
public final class ProcessedTopics implements AutoCloseable {
    public static final String GROUP = "flux-stream";
    private static final int BATCH = 400;

    private final EmbeddedKafka broker;
    private final int partitions;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, ClusterEngine> engines = new HashMap<>();
    private RuleSet rules = new RuleSet(1, "first", RuleSet.builtIn().rules());

    private ProcessedTopics(EmbeddedKafka broker, int partitions) {
        this.broker = broker;
        this.partitions = partitions;
        admin = Admin.create(new HashMap<String, Object>(kafka()));
        TopicSetup.ensure(admin, partitions, (short) -1);
        Map<String, Object> settings = new HashMap<>(kafka());
        settings.put("max.in.flight.requests.per.connection", "1");
        settings.put("partitioner.class", ClusterPartitioner.class.getName());
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static ProcessedTopics start(Path directory, int partitions) {
        return new ProcessedTopics(EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST), partitions);
    }

    public Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    public int partitionOf(String cluster) {
        return ClusterPartitioner.partition(cluster, partitions);
    }

    /** From the next record on. */
    public void activate(RuleSet others) {
        rules = others;
        engines.values().forEach(engine -> engine.activate(others));
    }

    /** Appends records, some at a time, and judges each lot before the next comes. */
    public void process(List<FluxStatusEvent> events) {
        for (int from = 0; from < events.size(); from += BATCH) {
            List<FluxStatusEvent> lot = events.subList(from, Math.min(events.size(), from + BATCH));
            List<RecordMetadata> appended = append(lot);
            for (int i = 0; i < lot.size(); i++) {
                judge(lot.get(i), appended.get(i));
            }
            producer.flush();
        }
        commit();
    }

    /** Appends records that nobody judges. */
    public List<RecordMetadata> append(List<FluxStatusEvent> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        events.forEach(event ->
                sent.add(send(Topics.STATUS, event.key(), Topics.STATUS.codec().encode(event))));
        return sent.stream().map(ProcessedTopics::get).toList();
    }

    private void judge(FluxStatusEvent event, RecordMetadata at) {
        ClusterEngine engine = engines.computeIfAbsent(event.cluster(), cluster -> new ClusterEngine(cluster, rules));
        for (Effect effect : engine.apply(event)) {
            effect.match(new Writing(engine, at));
        }
    }

    private final class Writing implements Effect.SomeCases<Boolean> {
        private final ClusterEngine engine;
        private final RecordMetadata origin;

        Writing(ClusterEngine engine, RecordMetadata origin) {
            this.engine = engine;
            this.origin = origin;
        }

        @Override
        public Boolean activated(Effect.Activated effect) {
            return transition(effect.rules());
        }

        @Override
        public Boolean transition(Effect.Transitioned effect) {
            return transition(effect.transition());
        }

        private boolean transition(TransitionEvent event) {
            return write(Topics.TRANSITIONS, event.key(), event);
        }

        @Override
        public Boolean alert(Effect.Alerted effect) {
            return write(Topics.ALERTS, effect.alert().resource().toString(), effect.alert());
        }

        @Override
        public Boolean checkpoint(Effect.CheckpointDue effect) {
            new Checkpoint(effect, origin.partition(), origin.offset(), engine.rows())
                    .chunks()
                    .forEach(chunk -> write(Topics.CHECKPOINTS, chunk.cluster(), chunk));
            return true;
        }

        @Override
        public Boolean otherwise(Effect effect) {
            return false;
        }

        private <V> boolean write(Topic<V> topic, String key, V value) {
            return !send(topic, key, topic.codec().encode(value)).isCancelled();
        }
    }

    /** Appends whatever somebody may append. */
    public Future<RecordMetadata> send(Topic<?> topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value));
    }

    private void commit() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            latest.put(new TopicPartition(Topics.STATUS.name(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        get(admin.listOffsets(latest).all())
                .forEach((partition, end) -> committed.put(partition, new OffsetAndMetadata(end.offset())));
        get(admin.alterConsumerGroupOffsets(GROUP, committed).all());
    }

    /** Removes what lies before that offset, as retention does. */
    public void cut(Topic<?> topic, int partition, long offset) {
        get(admin.deleteRecords(
                        Map.of(new TopicPartition(topic.name(), partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    /** Everything in a partition. */
    public List<LogRecord> read(Topic<?> topic, int partition) {
        List<LogRecord> records = new ArrayList<>();
        try (PartitionCursor cursor = PartitionCursor.open(kafka(), topic.name(), partition)) {
            for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
                records.add(record);
            }
        } catch (HistoryException e) {
            throw new IllegalStateException(e);
        }
        return records;
    }

    /** Copies a partition of the topics that a verification reads, as a mirror does: to other offsets, and other partitions. */
    public void copyTo(ProcessedTopics other, int partition) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Topic<?> topic : List.of(Topics.STATUS, Topics.TRANSITIONS, Topics.ALERTS, Topics.CHECKPOINTS)) {
            for (LogRecord record : read(topic, partition)) {
                sent.add(other.producer.send(new ProducerRecord<>(topic.name(), record.key(), record.value())));
            }
        }
        sent.forEach(ProcessedTopics::get);
        other.commit();
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not do it", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        broker.close();
    }
}
