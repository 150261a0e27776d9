package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** When a change passed each topic, in milliseconds of the epoch; by the clock of the one machine that everything runs on. */
final class StageLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Status> statuses = new ConcurrentHashMap<>();
    private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
    private final Thread reader = new Thread(this::read, "stage-log");
    private volatile boolean isClosed;

    /**
     * An observation in flux-status.
     *
     * @param observed when the watcher had it
     * @param appended when it was in the topic
     */
    record Status(long observed, long appended) {}

    /**
     * A firing in flux-alerts.
     *
     * @param appended when it was in the topic, its transaction still open
     * @param visible when a reader of committed records had it
     */
    record Alert(long appended, long visible) {}

    private StageLog(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Reads flux-status and flux-alerts from their present ends on. */
    static StageLog start(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.metrics.push", "false");
        settings.put("fetch.max.wait.ms", "100");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (Topic<?> topic : List.of(Topics.STATUS, Topics.ALERTS)) {
            consumer.partitionsFor(topic.name())
                    .forEach(partition -> all.add(new TopicPartition(topic.name(), partition.partition())));
        }
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        StageLog log = new StageLog(consumer);
        log.reader.setDaemon(true);
        log.reader.start();
        return log;
    }

    /** The observation that carried a write, if it passed. */
    @Nullable Status status(String resource, String resourceVersion) {
        return statuses.get(resource + "@" + resourceVersion);
    }

    @Nullable Alert alert(String id) {
        return alerts.get(id);
    }

    private void read() {
        try {
            while (!isClosed) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    if (found.topic().equals(Topics.STATUS.name())) {
                        status(found);
                    } else {
                        alert(found, System.currentTimeMillis());
                    }
                }
            }
        } catch (WakeupException closing) {
            isClosed = true;
        } finally {
            consumer.close();
        }
    }

    private void status(ConsumerRecord<byte[], byte[]> found) {
        FluxStatusEvent event = Topics.STATUS.codec().read(found.value());
        if (event instanceof Observed observed) {
            statuses.put(
                    new String(found.key(), UTF_8) + "@" + observed.resourceVersion(),
                    new Status(observed.observedAt().toEpochMilli(), found.timestamp()));
        }
    }

    private void alert(ConsumerRecord<byte[], byte[]> found, long now) {
        FluxAlert alert = Topics.ALERTS.codec().read(found.value());
        if (alert.action() == FluxAlert.Action.FIRING) {
            alerts.put(alert.id(), new Alert(found.timestamp(), now));
        }
    }

    @Override
    public void close() {
        isClosed = true;
        consumer.wakeup();
    }
}
