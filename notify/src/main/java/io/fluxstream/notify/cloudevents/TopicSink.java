package io.fluxstream.notify.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.notify.feed.Answer;
import io.fluxstream.notify.feed.KafkaClients;
import io.fluxstream.notify.feed.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Writes each event as a CloudEvent to a topic, keyed by its alert's id. */
public final class TopicSink implements Sink {
    private static final int AT_ONCE = 100;

    private final TopicTarget target;
    private final KafkaClients kafka;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    public TopicSink(TopicTarget target, KafkaClients kafka) {
        this.target = target;
        this.kafka = kafka;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Answer send(List<AlertEvent> events) {
        try {
            KafkaProducer<byte[], byte[]> open = producer == null ? kafka.producer() : producer;
            producer = open;
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (AlertEvent event : events) {
                sent.add(open.send(record(event)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            return Answer.accepted();
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.later("was interrupted");
        }
    }

    private ProducerRecord<byte[], byte[]> record(AlertEvent event) {
        CloudEvent cloudEvent = CloudEvent.of(event);
        boolean structured = target.mode() == Mode.STRUCTURED;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                target.topic(),
                event.alert().id().getBytes(UTF_8),
                structured ? cloudEvent.structured() : cloudEvent.data());
        String type = structured ? CloudEvent.STRUCTURED_TYPE : CloudEvent.DATA_TYPE;
        record.headers().add("content-type", type.getBytes(UTF_8));
        if (!structured) {
            cloudEvent.attributes().forEach((name, value) -> record.headers().add("ce_" + name, value.getBytes(UTF_8)));
        }
        return record;
    }

    private Answer failed(Throwable failure) {
        if (failure instanceof RecordTooLargeException) {
            return Answer.refused("refuses it in topic " + target.topic() + ": " + failure.getMessage());
        }
        close(); // one that failed fatally, or was refused, is of no use any more
        String why = failure instanceof TimeoutException
                ? ": " + failure.getMessage() + "; is the topic there?"
                : ": " + failure.getMessage();
        return Answer.later("cannot be written to topic " + target.topic() + why);
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
