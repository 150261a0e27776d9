package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a processor left in the topics when it stopped, and what was written after it had been started again.
 *
 * @param before by topic, up to the stop
 * @param after by topic, from there on
 * @param committed by partition of flux-status
 */
record GoldenTopics(Map<String, List<Entry>> before, Map<String, List<Entry>> after, Map<Integer, Long> committed) {
    private static final String CHANGELOG = ProcessorConfig.DEFAULT_APPLICATION_ID + "-memory-changelog";
    private static final Path FILE = Path.of("src/test/resources/golden/topics.json.gz");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A record; bytes that are no text are written in Base64 behind a colon. */
    record Entry(
            int partition, @Nullable String key, @Nullable String value) {
        byte @Nullable [] bytes() {
            return bytes(value);
        }

        private static @Nullable String text(byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            String text = new String(bytes, UTF_8);
            return Arrays.equals(text.getBytes(UTF_8), bytes) && !text.startsWith(":")
                    ? text
                    : ':' + Base64.getEncoder().encodeToString(bytes);
        }

        private static byte @Nullable [] bytes(@Nullable String text) {
            if (text == null) {
                return null;
            }
            return text.startsWith(":") ? Base64.getDecoder().decode(text.substring(1)) : text.getBytes(UTF_8);
        }
    }

    static GoldenTopics read() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(FILE))) {
            return JSON.readValue(in, new TypeReference<GoldenTopics>() {});
        }
    }

    /** All of a topic, partition after partition. */
    List<Entry> all(String topic) {
        return Stream.concat(of(before, topic).stream(), of(after, topic).stream())
                .sorted((one, other) -> Integer.compare(one.partition, other.partition))
                .toList();
    }

    private static List<Entry> of(Map<String, List<Entry>> topics, String topic) {
        return topics.getOrDefault(topic, List.of());
    }

    /** Puts everything as the processor had left it, its committed offsets included. */
    void loadBefore(Map<String, String> clients) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(new HashMap<String, Object>(clients))) {
            admin.createTopics(List.of(new NewTopic(CHANGELOG, Optional.of(committed.size()), Optional.empty())
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            write(clients, before);
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            committed.forEach((partition, offset) ->
                    offsets.put(new TopicPartition(Topics.STATUS.name(), partition), new OffsetAndMetadata(offset)));
            admin.alterConsumerGroupOffsets(ProcessorConfig.DEFAULT_APPLICATION_ID, offsets)
                    .all()
                    .get();
        }
    }

    /** Goes on with flux-status where the earlier processor went on. */
    void loadMore(Map<String, String> clients) throws ExecutionException, InterruptedException {
        write(clients, Map.of(Topics.STATUS.name(), of(after, Topics.STATUS.name())));
    }

    private static void write(Map<String, String> clients, Map<String, List<Entry>> topics)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put("max.in.flight.requests.per.connection", "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Map.Entry<String, List<Entry>> topic : topics.entrySet()) {
                for (Entry entry : topic.getValue()) {
                    producer.send(new ProducerRecord<>(
                                    topic.getKey(), entry.partition, Entry.bytes(entry.key), entry.bytes()))
                            .get();
                }
            }
        }
    }

    /** What is in a topic, committed, partition after partition. */
    static List<Entry> entries(RunningKafka kafka, String topic) {
        return kafka.read(topic).stream()
                .map(record -> new Entry(record.partition(), Entry.text(record.key()), Entry.text(record.value())))
                .sorted((one, other) -> Integer.compare(one.partition, other.partition))
                .toList();
    }

    /** Notes what a processor has left. */
    static Recording record(RunningKafka kafka) {
        return new Recording(kafka);
    }

    /** Topics that are being recorded. */
    static final class Recording {
        private final RunningKafka kafka;
        private final Map<Integer, Long> committed = new TreeMap<>();
        private final Map<String, List<Entry>> before;

        private Recording(RunningKafka kafka) {
            this.kafka = kafka;
            before = topics();
            try (Admin admin = Admin.create(new HashMap<String, Object>(kafka.clients()))) {
                admin.listConsumerGroupOffsets(ProcessorConfig.DEFAULT_APPLICATION_ID)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Map<String, List<Entry>> topics() {
            Map<String, List<Entry>> topics = new TreeMap<>();
            for (String topic : List.of(
                    Topics.STATUS.name(),
                    Topics.RULES.name(),
                    Topics.CHECKPOINTS.name(),
                    Topics.TRANSITIONS.name(),
                    Topics.ALERTS.name(),
                    Topics.ALERTS_ACTIVE.name(),
                    Topics.RESOURCES.name(),
                    Topics.CLUSTERS.name(),
                    CHANGELOG)) {
                topics.put(topic, entries(kafka, topic));
            }
            return topics;
        }

        /** Writes down what came before and since. */
        void finish() throws IOException {
            Map<String, List<Entry>> after = new TreeMap<>();
            Map<String, List<Entry>> all = topics();
            all.remove(CHANGELOG);
            all.forEach((topic, entries) -> after.put(topic, since(of(before, topic), entries)));
            Files.createDirectories(Objects.requireNonNull(FILE.getParent()));
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(FILE))) {
                JSON.writeValue(out, new GoldenTopics(before, after, committed));
            }
        }

        /** Of each partition, what is behind the earlier records. */
        private static List<Entry> since(List<Entry> earlier, List<Entry> now) {
            Map<Integer, Integer> skip = new HashMap<>();
            earlier.forEach(entry -> skip.merge(entry.partition, 1, Integer::sum));
            List<Entry> since = new ArrayList<>();
            for (Entry entry : now) {
                int left = skip.getOrDefault(entry.partition, 0);
                if (left == 0) {
                    since.add(entry);
                } else {
                    skip.put(entry.partition, left - 1);
                }
            }
            assertThat(since).hasSize(now.size() - earlier.size());
            return since;
        }
    }
}
