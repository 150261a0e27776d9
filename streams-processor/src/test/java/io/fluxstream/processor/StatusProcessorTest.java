package io.fluxstream.processor;

import static io.fluxstream.processor.RunningKafka.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.processor.ProcessorStatus.State;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.DeadLetterHeaders;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.intake.DeadLetterReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusProcessorTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({"LATEST, 12", "REDPANDA, 3", "LATEST, 1"})
    void restartsInTheMiddleLoseNothingAndRepeatNothing(FeatureLevel level, int partitions) {
        List<FluxStatusEvent> history = Fleet.history(21, 5, 6_000);
        int third = history.size() / 3;
        try (RunningKafka kafka = RunningKafka.start(data, level, partitions)) {
            kafka.append(history.subList(0, third));
            try (StatusProcessor first = StatusProcessor.start(kafka.processor().build())) {
                await("the first is under way", () -> records(first) > 500);
                first.close(Duration.ZERO);
            }
            kafka.append(history.subList(third, 2 * third));
            try (StatusProcessor second =
                    StatusProcessor.start(kafka.processor().build())) {
                await("the second is under way", () -> records(second) > 500);
            }
            try (StatusProcessor third1 =
                    StatusProcessor.start(kafka.processor().threads(2).build())) {
                await("the third is under way", third1::isReady);
                kafka.append(history.subList(2 * third, history.size()));
                kafka.awaitProcessed();
                assertThat(third1.status().problem()).isNull();
            }
            Written.assertAllOf(history, kafka.written());
            assertThat(kafka.read(Topics.STATUS_DLQ)).isEmpty();
            Written.PROMISED.forEach(topic -> assertThat(kafka.read(topic))
                    .allSatisfy(record -> assertThat(record.partition())
                            .isEqualTo(ClusterPartitioner.partitionOfKey(record.key(), partitions))));
        }
    }

    @ParameterizedTest
    @CsvSource({"LATEST", "REDPANDA"})
    void partitionsThatMoveBetweenProcessesLoseNothingAndRepeatNothing(FeatureLevel level) {
        List<FluxStatusEvent> history = Fleet.history(22, 6, 6_000);
        int third = history.size() / 3;
        try (RunningKafka kafka = RunningKafka.start(data, level, 6);
                StatusProcessor first = StatusProcessor.start(kafka.processor().build())) {
            kafka.append(history.subList(0, third));
            await("the first is under way", () -> records(first) > 100);
            try (StatusProcessor second =
                    StatusProcessor.start(kafka.processor().build())) {
                kafka.append(history.subList(third, 2 * third));
                await("both are ready", () -> first.isReady() && second.isReady());
                kafka.append(history.subList(2 * third, history.size()));
            }
            kafka.awaitProcessed();
            Written.assertAllOf(history, kafka.written());
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackLosesNothingAndRepeatsNothing() {
        List<FluxStatusEvent> history = Fleet.history(23, 4, 6_000);
        int half = history.size() / 2;
        try (RunningKafka kafka = RunningKafka.start(data, FeatureLevel.LATEST, 3);
                StatusProcessor processor =
                        StatusProcessor.start(kafka.processor().build())) {
            kafka.append(history.subList(0, half));
            await("it is under way", () -> records(processor) > 100);
            kafka.stop();
            await("the outage is noticed", () -> !processor.status().brokerAnswers());
            kafka.startAgain(FeatureLevel.LATEST);
            kafka.append(history.subList(half, history.size()));
            kafka.awaitProcessed();
            await("it is ready again", processor::isReady);
            Written.assertAllOf(history, kafka.written());
        }
    }

    @Test
    void deadLettersCarryTheirOriginAndTheRestFlows() {
        List<FluxStatusEvent> history = Fleet.history(24, 2, 200);
        try (RunningKafka kafka = RunningKafka.start(data, FeatureLevel.LATEST, 3);
                StatusProcessor processor =
                        StatusProcessor.start(kafka.processor().build())) {
            kafka.append(2, "whatever".getBytes(UTF_8), "{\"type\":".getBytes(UTF_8));
            kafka.append(history);
            kafka.awaitProcessed();
            List<ConsumerRecord<byte[], byte[]>> letters = kafka.read(Topics.STATUS_DLQ);
            assertThat(letters).hasSize(1);
            assertThat(letters.get(0).value()).isEqualTo("{\"type\":".getBytes(UTF_8));
            assertThat(letters.get(0)
                            .headers()
                            .lastHeader(DeadLetterHeaders.PARTITION)
                            .value())
                    .isEqualTo("2".getBytes(UTF_8));
            assertThat(processor.status().counts().deadLetters()).isEqualTo(Map.of(DeadLetterReason.MALFORMED, 1L));
            Written.assertAllOf(history, kafka.written());
        }
    }

    @Test
    void aRecordInAnotherPartitionThanItsClustersIsHeardAndCounted() {
        FluxStatusEvent event = Fleet.history(25, 1, 1).get(0);
        int home = ClusterPartitioner.partition(event.cluster(), 3);
        try (RunningKafka kafka = RunningKafka.start(data, FeatureLevel.LATEST, 3);
                StatusProcessor processor =
                        StatusProcessor.start(kafka.processor().build())) {
            kafka.append(
                    (home + 1) % 3,
                    event.key().getBytes(UTF_8),
                    Topics.STATUS.codec().encode(event));
            kafka.awaitProcessed();
            assertThat(processor.status().counts().otherPartition()).isEqualTo(1);
            assertThat(kafka.read(Topics.CLUSTERS))
                    .singleElement()
                    .satisfies(row -> assertThat(row.partition()).isEqualTo(home));
        }
    }

    @Test
    void waitsForABrokerThatIsNotThereAndSaysSo() {
        try (StatusProcessor processor =
                StatusProcessor.start(ProcessorConfig.of(Map.of("bootstrap.servers", "127.0.0.1:1")))) {
            assertThat(processor.status().state()).isEqualTo(State.WAITING);
            assertThat(processor.isReady()).isFalse();
        }
    }

    @Test
    void topicsOfAnotherShapeStopItWithAClearReason() {
        try (RunningKafka kafka = RunningKafka.start(data, FeatureLevel.LATEST, 3);
                StatusProcessor processor =
                        StatusProcessor.start(kafka.processor().partitions(4).build())) {
            await("it stops", () -> processor.status().state() == State.FAILED);
            assertThat(processor.status().problem())
                    .contains("partitions")
                    .contains("3")
                    .contains("4");
        }
    }

    private static long records(StatusProcessor processor) {
        return processor.status().counts().records();
    }
}
