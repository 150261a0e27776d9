package io.fluxstream.bridge;

import io.fluxstream.bridge.feed.KafkaSettings;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes acknowledgements to flux-acks, each one safe before it returns. One that fails takes its producer with it: a producer that was once
 * denied, or not believed who it is, never writes again, whatever is put right.
 */
final class AckLog implements Consumer<AlertAck>, AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private @Nullable KafkaProducer<String, byte[]> producer;

    AckLog(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    @Override
    public void accept(AlertAck ack) {
        KafkaProducer<String, byte[]> current = current();
        try {
            current.send(new ProducerRecord<>(
                            Topics.ACKS.name(), ack.key(), Topics.ACKS.codec().encode(ack)))
                    .get();
        } catch (ExecutionException e) {
            drop(current);
            throw new KafkaException("writing to flux-acks failed", e.getCause());
        } catch (KafkaException e) {
            drop(current);
            throw new KafkaException("writing to flux-acks failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing to flux-acks", e);
        }
    }

    private synchronized KafkaProducer<String, byte[]> current() {
        KafkaProducer<String, byte[]> current = producer == null ? kafka.producer() : producer;
        producer = current;
        return current;
    }

    /** Others that write with it at the moment fail, and are tried again by Temporal. */
    private synchronized void drop(KafkaProducer<String, byte[]> failed) {
        if (producer == failed) {
            producer = null;
        }
        failed.close(Duration.ZERO);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSING);
            producer = null;
        }
    }
}
