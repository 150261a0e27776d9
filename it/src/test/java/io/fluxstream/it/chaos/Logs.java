package io.fluxstream.it.chaos;

import io.fluxstream.it.Eventually;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that was ever committed to some topics, read again as it grows. */
final class Logs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final List<String> topics;
    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Map<String, Integer> beginnings = new HashMap<>();
    private KafkaConsumer<byte[], byte[]> consumer;

    private Logs(String bootstrapServers, List<String> topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.consumer = consumer();
    }

    static Logs ofAll(String bootstrapServers) {
        return of(bootstrapServers, Topics.ALL.stream().map(Topic::name).toList());
    }

    /** Waits until all of these topics are there. */
    static Logs of(String bootstrapServers, List<String> topics) {
        return new Logs(bootstrapServers, topics);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "500");
        KafkaConsumer<byte[], byte[]> made =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Eventually.holds("the topics are there", () -> {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                List<PartitionInfo> known = made.listTopics(PATIENCE).get(topic);
                if (known == null) {
                    throw new IllegalStateException(topic + " is not there");
                }
                known.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            made.assign(partitions);
            made.seekToBeginning(partitions);
        });
        return made;
    }

    /** A topic was made anew: what was in it is remembered, and it is read from its beginning. */
    void beginsAnew(String topic) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (!partition.topic().equals(topic)) {
                positions.put(partition, consumer.position(partition, PATIENCE));
            }
        }
        consumer.close();
        consumer = consumer();
        positions.forEach(consumer::seek);
        beginnings.put(topic, of(topic).size());
    }

    /** One topic as it is now. */
    static List<Entry> now(String bootstrapServers, String topic) {
        try (Logs logs = of(bootstrapServers, List.of(topic))) {
            Eventually.holds("the topic can be read", logs::readOn);
            return logs.of(topic);
        }
    }

    /** Reads on, to where the topics ended when it was called. */
    void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::keep);
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the topics cannot be read to their ends at " + ends);
            }
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        entries.computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                .add(new Entry(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()),
                        Entry.text(record.key()),
                        Entry.text(record.value()),
                        Map.copyOf(headers)));
    }

    /** What has been read of a topic; each partition in its order. */
    List<Entry> of(Topic<?> topic) {
        return of(topic.name());
    }

    List<Entry> of(String topic) {
        return entries.getOrDefault(topic, List.of());
    }

    /** The last value of each key; keys whose last value is null are gone. */
    Map<String, String> newest(Topic<?> topic) {
        Map<String, String> newest = new HashMap<>();
        List<Entry> all = of(topic);
        for (Entry entry : all.subList(beginnings.getOrDefault(topic.name(), 0), all.size())) {
            if (entry.value() == null) {
                newest.remove(entry.name());
            } else {
                newest.put(entry.name(), entry.value());
            }
        }
        return newest;
    }

    /** Writes everything that was read, a file for each topic and a line for each record. */
    void write(Path directory) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, List<Entry>> topic : entries.entrySet()) {
                List<String> lines = topic.getValue().stream()
                        .map(entry -> entry.place() + ' ' + entry.appended() + ' ' + entry.name() + ' ' + entry.value())
                        .toList();
                Files.write(directory.resolve(topic.getKey()), lines, StandardCharsets.ISO_8859_1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
