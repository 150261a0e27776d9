package io.fluxstream.history.log;

import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends records to flux-status, each cluster's in their order. */
public final class LogWriter implements AutoCloseable {
    private final String where;
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile @Nullable Exception failure;
    private long records;

    private LogWriter(String where, KafkaProducer<byte[], byte[]> producer) {
        this.where = where;
        this.producer = producer;
    }

    /**
     * A writer to the topics of a broker, which are there.
     *
     * @param kafka settings of Kafka's clients
     */
    public static LogWriter open(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.putAll(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Of several batches under way to a partition just made, the first may be refused and the second taken.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ClusterPartitioner.class.getName());
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return new LogWriter(
                String.valueOf(kafka.get("bootstrap.servers")),
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Appends a record; the broker says where and when. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    public void write(LogRecord record) throws HistoryException {
        requireHealthy();
        producer.send(new ProducerRecord<>(Topics.STATUS.name(), record.key(), record.value()), (metadata, thrown) -> {
            if (thrown != null) {
                failure = thrown;
            }
        });
        records++;
    }

    /** Records handed over so far. */
    public long records() {
        return records;
    }

    /** Returns once everything is acknowledged. */
    public void flush() throws HistoryException {
        producer.flush();
        requireHealthy();
    }

    private void requireHealthy() throws HistoryException {
        Exception refused = failure;
        if (refused != null) {
            throw new HistoryException(
                    "Kafka at " + where + " did not take all records (" + Refusal.reason(refused) + ")", refused);
        }
    }

    @Override
    public void close() {
        try {
            producer.close();
        } catch (KafkaException e) {
            failure = e;
        }
    }
}
