package io.fluxstream.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that stops, or is killed, while others write in transactions. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OpenTransactionsTest {
    private static final int PARTITIONS = 4;
    private static final int COPIES = 2;
    private static final int IDLE = 150;
    private static final int STOPS = 3;
    private static final int WRITERS = 4;
    private static final String TOPIC = "numbers";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Set<Long> committed = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();
    private final AtomicBoolean writing = new AtomicBoolean(true);

    @Test
    void keepsWhatWasCommittedAndHoldsNoReaderBackWhenItStops() throws Exception {
        int port = 0;
        for (int stop = 0; stop < STOPS; stop++) {
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, FeatureLevel.REDPANDA)) {
                String address = kafka.bootstrapServers();
                port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
                if (stop == 0) {
                    createTopics(address);
                }
                whileWritten(address, "writer-of-run-" + stop, kafka::close);
            }
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, FeatureLevel.REDPANDA)) {
                assertThat(readAll(kafka)).containsAll(committed);
            }
        }
    }

    @Test
    void keepsWhatWasCommittedAndHoldsNoReaderBackWhenItIsKilled() throws Exception {
        Process process = EmbeddedKafkaTest.BrokerProcess.start(directory);
        try {
            String address = EmbeddedKafkaTest.BrokerProcess.awaitReady(process);
            createTopics(address);
            whileWritten(address, "writer", process::destroyForcibly);
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FeatureLevel.LATEST)) {
            assertThat(readAll(kafka)).containsAll(committed);
        }
    }

    private static void createTopics(String address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(
                            List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1), new NewTopic("idle", IDLE, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void whileWritten(String address, String id, Runnable stop) throws InterruptedException {
        writing.set(true);
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String transactionalId = id + '-' + writer;
            writers.add(new Thread(() -> writeUntilToldToStop(address, transactionalId)));
        }
        writers.forEach(Thread::start);
        awaitMoreThan(committed.size() + 40);
        stop.run();
        writing.set(false);
        for (Thread writer : writers) {
            writer.interrupt();
            writer.join();
        }
    }

    private void awaitMoreThan(int numbers) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (committed.size() <= numbers) {
            assertThat(System.nanoTime())
                    .as("transactions go on; %s numbers so far", committed.size())
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Each transaction writes one number to two partitions, the next one to others. */
    private void writeUntilToldToStop(String bootstrapServers, String id) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id, "transaction.timeout.ms", 5_000);
        KafkaProducer<Long, Long> producer = new KafkaProducer<>(settings, new LongSerializer(), new LongSerializer());
        try {
            producer.initTransactions();
            while (writing.get()) {
                long number = next.getAndIncrement();
                producer.beginTransaction();
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int copy = 0; copy < COPIES; copy++) {
                    int partition = (int) ((number + copy) % PARTITIONS);
                    sent.add(producer.send(new ProducerRecord<>(TOPIC, partition, number, number)));
                }
                producer.commitTransaction();
                assertThat(sent).allMatch(Future::isDone);
                committed.add(number);
            }
        } catch (KafkaException stopped) {
            assertThat(writing).isFalse();
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** The numbers that a reader of what was committed sees as often as they were written. */
    private static Set<Long> readAll(EmbeddedKafka kafka) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        Set<Long> once = new HashSet<>();
        Set<Long> twice = new HashSet<>();
        try (KafkaConsumer<Long, Long> consumer =
                new KafkaConsumer<>(settings, new LongDeserializer(), new LongDeserializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (Long number : readToTheEnd(consumer, new TopicPartition(TOPIC, partition), kafka)) {
                    if (!once.add(number)) {
                        twice.add(number);
                    }
                }
            }
        }
        return twice;
    }

    private static Set<Long> readToTheEnd(
            KafkaConsumer<Long, Long> consumer, TopicPartition partition, EmbeddedKafka kafka) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = uncommittedEnd(kafka, partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<Long> numbers = new HashSet<>();
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> numbers.add(record.value()));
            assertThat(System.nanoTime())
                    .as("%s is readable to %s; read to %s", partition, end, consumer.position(partition))
                    .isLessThan(deadline);
        }
        return numbers;
    }

    private static long uncommittedEnd(EmbeddedKafka kafka, TopicPartition partition) {
        try (KafkaConsumer<Long, Long> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new LongDeserializer(),
                new LongDeserializer())) {
            return requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        }
    }
}
