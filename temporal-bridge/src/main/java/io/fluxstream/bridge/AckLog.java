package io.fluxstream.bridge;

import io.fluxstream.bridge.feed.KafkaSettings;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes acknowledgements to flux-acks, each one safe before it returns. */
final class AckLog implements Consumer<AlertAck>, AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    AckLog(KafkaSettings kafka) {
        producer = kafka.producer();
    }

    @Override
    public void accept(AlertAck ack) {
        try {
            producer.send(new ProducerRecord<>(
                            Topics.ACKS.name(), ack.key(), Topics.ACKS.codec().encode(ack)))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("writing to flux-acks failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing to flux-acks", e);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
