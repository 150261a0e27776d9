package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.schemas.ClientSettings;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic flux-rules as a whole: read to its end, and added to by one writer at a time. */
public final class RuleLog {
    static final TopicPartition PARTITION = new TopicPartition(Topics.RULES.name(), 0);

    private static final Logger LOG = LoggerFactory.getLogger(RuleLog.class);
    /** One name for all writers: whoever begins last fences off the others, whatever they were about to write. */
    private static final String TRANSACTIONAL_ID = "flux-stream-rules";

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long other writers may come in between, one after the other. */
    private static final Duration CROWDED = Duration.ofMinutes(2);

    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 3_200;

    private final Map<String, String> kafka;

    /** @param kafka settings of Kafka's clients, {@code bootstrap.servers} at least */
    public RuleLog(Map<String, String> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * Puts rules in force unless they are already; when it returns, they are in the log.
     *
     * @throws RulesRefusedException if they contradict what is in the log
     * @throws KafkaException if the broker does not answer
     */
    public RuleOffer.Answer offer(RuleOffer offer) {
        long deadline = System.nanoTime() + CROWDED.toNanos();
        for (long longest = SHORTEST_PAUSE_MILLIS; ; longest = Math.min(2 * longest, LONGEST_PAUSE_MILLIS)) {
            try (Producer<byte[], byte[]> producer = producer()) {
                producer.initTransactions();
                RuleOffer.Answer answer = offer.answer(read());
                if (answer.isAdded()) {
                    add(offer, answer.revision(), producer);
                }
                if (answer.warning() != null) {
                    LOG.warn("{}", answer.warning());
                }
                return answer;
            } catch (KafkaException failure) {
                // Somebody else is adding rules at this moment: theirs count, too, so everything is looked at again.
                LOG.debug("another writer came in between", failure);
                if (System.nanoTime() > deadline || !isFencedOff(failure)) {
                    throw failure;
                }
            }
            pause(longest);
        }
    }

    /** Of random length: writers that began together would fence one another off for ever. */
    private static void pause(long longestMillis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longestMillis));
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private static boolean isFencedOff(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private static void add(RuleOffer offer, long revision, Producer<byte[], byte[]> producer) {
        RuleRevision added = new RuleRevision(revision, offer.hash(), Instant.now(), offer.origin(), offer.content());
        producer.beginTransaction();
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                added.key().getBytes(UTF_8),
                Topics.RULES.codec().encode(added)));
        producer.commitTransaction();
        LOG.debug("added: {}", sent.isDone());
        LOG.info("{} came into force as revision {} of the rules", offer.name(), revision);
    }

    /** All that is in the log now. */
    public Collection<RuleRevision> read() {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            return read(consumer).values();
        }
    }

    /** Reads to the present end, from where the consumer stands. */
    static Map<Long, RuleRevision> read(Consumer<byte[], byte[]> consumer) {
        Map<Long, RuleRevision> known = new TreeMap<>();
        long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(PARTITION) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("flux-rules could not be read to its end within " + PATIENCE.toSeconds()
                        + " s: is the broker healthy?");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record, known);
            }
        }
        return known;
    }

    static void take(ConsumerRecord<byte[], byte[]> record, Map<Long, RuleRevision> known) {
        if (record.value() == null) {
            return;
        }
        Decoded<RuleRevision> decoded = Topics.RULES.codec().decode(record.value());
        if (decoded instanceof Decoded.Value<RuleRevision> value) {
            known.put(value.value().revision(), value.value());
        } else {
            LOG.warn("flux-rules offset {} cannot be read and is passed over", record.offset());
        }
    }

    /** One that reads what is committed, from the beginning. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = ClientSettings.ofReader(kafka);
        settings.remove("group.id");
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        return consumer;
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = ClientSettings.of(kafka);
        settings.put("transactional.id", TRANSACTIONAL_ID);
        settings.put("transaction.timeout.ms", "10000");
        settings.put("max.block.ms", "30000");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
