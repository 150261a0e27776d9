package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in Kafka's test driver. */
public final class Driven implements AutoCloseable {
    static final Tracer NO_TRACES = OpenTelemetry.noop().getTracer("none");

    final Tally tally = new Tally();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> status;

    /** Under the built-in rules. */
    public Driven() {
        this(RulesInForce.always(Written.RULES));
    }

    Driven(RulesInForce rules) {
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of(ProcessorConfig.of(Map.of("bootstrap.servers", "none:9092"))));
        driver = new TopologyTestDriver(
                StatusTopology.of(rules, 1, tally, new StateSize(), EngineListener.NONE, Driven.NO_TRACES), settings);
        status = driver.createInputTopic(Topics.STATUS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Appends an event a moment after it was observed. */
    public void observe(FluxStatusEvent event) {
        append(
                event.key(),
                Topics.STATUS.codec().encode(event),
                event.observedAt().plusMillis(5));
    }

    void append(@Nullable String key, byte @Nullable [] value, Instant appended) {
        status.pipeInput(new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, appended));
    }

    void appendText(@Nullable String key, @Nullable String value, Instant appended) {
        append(key, value == null ? null : value.getBytes(UTF_8), appended);
    }

    void append(TestRecord<byte[], byte[]> record) {
        status.pipeInput(record);
    }

    /** Everything written since the last call, in no order across topics. */
    public List<Written> written() {
        List<Written> written = new ArrayList<>();
        Written.PROMISED.forEach(topic -> output(topic)
                .readRecordsToList()
                .forEach(record -> written.add(Written.of(topic.name(), record.key(), record.value()))));
        return written;
    }

    /** What was written to a topic since the last call, headers included. */
    List<TestRecord<byte[], byte[]>> records(Topic<?> topic) {
        return output(topic).readRecordsToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return output(Topics.STATUS_DLQ).readRecordsToList();
    }

    ProcessorCounts counts() {
        return tally.counts();
    }

    private TestOutputTopic<byte[], byte[]> output(Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
