package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trace context in headers, by a processor that makes no spans of its own. */
class TraceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ResourceId SOURCE = new ResourceId("ottawa", "GitRepository", "flux-system", "fleet");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final List<Topic<?>> OUTPUTS =
            List.of(Topics.TRANSITIONS, Topics.ALERTS, Topics.ALERTS_ACTIVE, Topics.RESOURCES);

    private final Driven driven = new Driven();

    @AfterEach
    void close() {
        driven.close();
    }

    @Test
    void whatComesInGoesOnWithEverythingThatTheRecordBringsAbout() {
        fails(new RecordHeaders().add("traceparent", TRACE.getBytes(UTF_8)).add("other", new byte[] {1}));

        for (Topic<?> topic : OUTPUTS) {
            for (Header[] headers : headers(topic)) {
                assertThat(headers).singleElement().satisfies(header -> {
                    assertThat(header.key()).isEqualTo("traceparent");
                    assertThat(new String(header.value(), UTF_8)).isEqualTo(TRACE);
                });
            }
        }
    }

    @Test
    void noHeaderIsWrittenUnlessOneCameIn() {
        fails(new RecordHeaders());

        OUTPUTS.forEach(topic -> assertThat(headers(topic))
                .allSatisfy(headers -> assertThat(headers).isEmpty()));
    }

    @Test
    void aHeaderThatIsNoTraceIsLeftBehind() {
        fails(new RecordHeaders().add("traceparent", "00-nonsense".getBytes(UTF_8)));

        OUTPUTS.forEach(topic -> assertThat(headers(topic))
                .allSatisfy(headers -> assertThat(headers).isEmpty()));
    }

    private List<Header[]> headers(Topic<?> topic) {
        List<TestRecord<byte[], byte[]>> records = driven.records(topic);
        assertThat(records).as(topic.name()).isNotEmpty();
        return records.stream().map(record -> record.headers().toArray()).toList();
    }

    /** A source that cannot be fetched is an alert at once. */
    private void fails(Headers headers) {
        Observed event = Observed.of(SOURCE, "s1", NOON)
                .apiVersion("source.toolkit.fluxcd.io/v1")
                .uid("u1")
                .resourceVersion(1)
                .generation(1)
                .observedGeneration(1L)
                .conditions(
                        List.of(new Condition(Condition.READY, "False", "GitOperationFailed", "no route", 1L, NOON)))
                .build();
        driven.append(new TestRecord<>(
                event.key().getBytes(UTF_8), Topics.STATUS.codec().encode(event), headers, NOON.plusMillis(5)));
    }
}
