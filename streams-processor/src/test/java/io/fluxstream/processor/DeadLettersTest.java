package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.intake.DeadLetterReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ResourceId PODINFO = new ResourceId("ottawa", "Kustomization", "flux-system", "podinfo");

    private final Driven driven = new Driven();

    @AfterEach
    void close() {
        driven.close();
    }

    @Test
    void whatIsNotJsonGoesToTheDeadLettersAsItCame() {
        driven.append("ottawa/what/ever/it", "{not json".getBytes(UTF_8), NOON);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(new String(letter.key(), UTF_8)).isEqualTo("ottawa/what/ever/it");
        assertThat(new String(letter.value(), UTF_8)).isEqualTo("{not json");
        assertThat(header(letter, "flux-stream-reason")).isNotBlank();
        assertThat(header(letter, "flux-stream-topic")).isEqualTo("flux-status");
        assertThat(header(letter, "flux-stream-partition")).isEqualTo("0");
        assertThat(header(letter, "flux-stream-offset")).isEqualTo("0");
        assertThat(driven.counts().deadLetters()).isEqualTo(Map.of(DeadLetterReason.MALFORMED, 1L));
    }

    @Test
    void jsonOfTheWrongShapeGoesToTheDeadLettersAndTheRestFlows() {
        driven.append("ottawa", "{\"type\":\"HEARTBEAT\",\"cluster\":5}".getBytes(UTF_8), NOON);
        driven.observe(new SessionStarted("ottawa", "one", NOON));
        assertThat(header(onlyLetter(), "flux-stream-reason")).contains("cluster");
        assertThat(driven.written())
                .extracting(Written::topic)
                .containsExactlyInAnyOrder("flux-transitions", "flux-clusters");
    }

    @Test
    void aRecordWithoutAValueOrWithoutAKeyIsADeadLetter() {
        driven.append("ottawa/Kustomization/flux-system/podinfo", null, NOON);
        driven.append(null, Topics.STATUS.codec().encode(new SessionStarted("ottawa", "one", NOON)), NOON);
        driven.append(null, null, NOON);
        List<TestRecord<byte[], byte[]>> letters = driven.deadLetters();
        assertThat(letters).hasSize(3);
        assertThat(letters.get(0).value()).isNull();
        assertThat(letters.get(1).key()).isNull();
        assertThat(letters.get(1).value()).isNotNull();
        assertThat(driven.counts().deadLetters())
                .isEqualTo(Map.of(DeadLetterReason.NO_VALUE, 2L, DeadLetterReason.NO_KEY, 1L));
        assertThat(driven.written()).isEmpty();
    }

    @Test
    void aKeyThatIsNotTheValuesOwnIsADeadLetter() {
        driven.append("dover", Topics.STATUS.codec().encode(new SessionStarted("ottawa", "one", NOON)), NOON);
        assertThat(header(onlyLetter(), "flux-stream-reason")).contains("ottawa");
        assertThat(driven.written()).isEmpty();
        assertThat(driven.counts().deadLetters()).isEqualTo(Map.of(DeadLetterReason.WRONG_KEY, 1L));
    }

    @Test
    void aRecordMoreThanFiveMinutesAheadOfItsAppendTimeMovesNothing() {
        Instant appended = NOON.minus(Duration.ofMinutes(5)).minusMillis(1);
        driven.append("ottawa", session(NOON), appended);
        assertThat(header(onlyLetter(), "flux-stream-reason")).contains("5 minutes ahead");
        assertThat(driven.written()).isEmpty();
    }

    @Test
    void aRecordFiveMinutesAheadOfItsAppendTimeCounts() {
        driven.append("ottawa", session(NOON), NOON.minus(Duration.ofMinutes(5)));
        assertThat(driven.deadLetters()).isEmpty();
        assertThat(driven.counts().applied()).isEqualTo(1);
    }

    @Test
    void anUnknownTypeIsSkippedAndCounted() {
        driven.append(
                "ottawa",
                "{\"type\":\"ECLIPSE\",\"cluster\":\"ottawa\",\"session\":\"one\",\"observedAt\":\"2026-11-21T12:00:00.000Z\"}"
                        .getBytes(UTF_8),
                NOON);
        assertThat(driven.deadLetters()).isEmpty();
        assertThat(driven.written()).isEmpty();
        assertThat(driven.counts().unknownTypes()).isEqualTo(1);
    }

    @Test
    void theRecordsOwnHeadersStayAndThoseOfAnEarlierDeathAreReplaced() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "abc".getBytes(UTF_8));
        headers.add("flux-stream-offset", "77".getBytes(UTF_8));
        driven.append(new TestRecord<>("k".getBytes(UTF_8), "nonsense".getBytes(UTF_8), headers, NOON));
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(header(letter, "trace")).isEqualTo("abc");
        assertThat(header(letter, "flux-stream-offset")).isEqualTo("0");
        assertThat(letter.headers().headers("flux-stream-offset")).hasSize(1);
    }

    @Test
    void aValueTooLargeToBeRepeatedStaysWhereItIs() {
        driven.append("ottawa", new byte[StatusProcessorNode.MAX_RECORD_BYTES], NOON);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.value()).isNull();
        assertThat(header(letter, "flux-stream-reason")).contains("too large");
    }

    @Test
    void aRecordWhoseEffectsCannotBeWrittenIsADeadLetterAndLeavesNoTrace() {
        List<Reference> tooMany = IntStream.range(0, 60_000)
                .mapToObj(i -> new Reference("Kustomization", "flux-system", "app-" + i))
                .toList();
        driven.observe(new SessionStarted("ottawa", "one", NOON));
        driven.observe(observed(2, tooMany, NOON.plusSeconds(1)));
        assertThat(driven.counts().deadLetters()).isEqualTo(Map.of(DeadLetterReason.NOT_PROCESSED, 1L));
        assertThat(header(onlyLetter(), "flux-stream-reason")).contains("fit");

        Observed next = observed(1, List.of(), NOON.plusSeconds(2));
        driven.observe(next);
        Written.assertAllOf(List.of(new SessionStarted("ottawa", "one", NOON), next), driven.written());
    }

    private static Observed observed(long version, List<Reference> dependsOn, Instant at) {
        return Observed.of(PODINFO, "one", at)
                .apiVersion("v1")
                .uid("u")
                .resourceVersion(version)
                .dependsOn(dependsOn)
                .conditions(List.of(new Condition(Condition.READY, "False", "BuildFailed", "no", null, null)))
                .build();
    }

    private static byte[] session(Instant at) {
        return Topics.STATUS.codec().encode(new SessionStarted("ottawa", "one", at));
    }

    private TestRecord<byte[], byte[]> onlyLetter() {
        List<TestRecord<byte[], byte[]>> letters = driven.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
