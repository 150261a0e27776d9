package io.fluxstream.notify.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.DeadLetterHeaders;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Writes what a sink refused for good to flux-alerts-dlq, each record safe before it returns. Made when first needed. */
final class DeadLetterLog implements AutoCloseable {
    private final KafkaClients kafka;
    private final String sink;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    DeadLetterLog(KafkaClients kafka, String sink) {
        this.kafka = kafka;
        this.sink = sink;
    }

    /**
     * Writes one as it came.
     *
     * @throws KafkaException if it could not be written; nothing may go on then
     */
    void write(Origin origin, String reason) {
        KafkaProducer<byte[], byte[]> open = producer == null ? kafka.producer() : producer;
        producer = open;
        String topic = Topics.ALERTS_DLQ.name();
        try {
            int partition = ClusterPartitioner.partitionOfKey(
                    origin.key(), open.partitionsFor(topic).size());
            open.send(new ProducerRecord<>(topic, partition, origin.key(), origin.value(), headers(origin, reason)))
                    .get();
        } catch (ExecutionException e) {
            close(); // one that was denied, or not believed who it is, never writes again
            throw new KafkaException("writing to " + topic + " failed", e.getCause());
        } catch (KafkaException e) {
            close();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing to " + topic, e);
        }
    }

    private Headers headers(Origin origin, String reason) {
        return new RecordHeaders()
                .add(DeadLetterHeaders.REASON, reason.getBytes(UTF_8))
                .add(DeadLetterHeaders.TOPIC, origin.partition().topic().getBytes(UTF_8))
                .add(
                        DeadLetterHeaders.PARTITION,
                        Integer.toString(origin.partition().partition()).getBytes(UTF_8))
                .add(DeadLetterHeaders.OFFSET, Long.toString(origin.offset()).getBytes(UTF_8))
                .add(DeadLetterHeaders.SINK, sink.getBytes(UTF_8));
    }

    @Override
    public void close() {
        KafkaProducer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(2));
        }
    }
}
