package io.fluxstream.processor;

import static io.fluxstream.processor.RunningKafka.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.verify.Verification;
import io.fluxstream.history.verify.Verified;
import io.fluxstream.history.verify.VerifiedCluster;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One log through processors that are killed, restarted and joined by others, while other rules come into force at whatever
 * moment: what is written must be what the reference says of the records and of the rules they were judged by, and verify
 * must agree.
 */
class LiveBytesTest {
    private static final int CLUSTERS = 8;
    private static final int RECORDS = 200;
    private static final RandomLog LOG = RandomLog.of(4_711, CLUSTERS, RECORDS);
    private static final int PARTS = 6;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"LATEST, 1", "REDPANDA, 12"})
    void whateverInterruptsItTheProcessorWritesWhatTheReferenceSays(FeatureLevel level, int partitions)
            throws HistoryException {
        try (RunningKafka kafka = RunningKafka.start(directory.resolve("kafka"), level, partitions)) {
            liveThrough(kafka, partitions);

            Map<Long, RuleSet> revisions = kafka.revisions();
            Map<String, Map<Integer, RuleSet>> changes = changes(kafka, revisions);
            assertThat(changes.values().stream().mapToInt(Map::size).sum()).isGreaterThan(CLUSTERS);
            Judgement judgement = new Judgement(LOG.histories(), changes);
            List<Written> expected = judgement.ofTheReference();
            Written.assertSame(expected, judgement.ofTheEngine());
            Written.assertSame(expected, kafka.written());
            assertThat(kafka.read(Topics.STATUS_DLQ))
                    .extracting(letter -> Written.text(letter.key()) + "=" + Written.text(letter.value()))
                    .containsExactlyInAnyOrderElementsOf(LOG.deadLetters());
            assertVerified(kafka, revisions, expected);
        }
    }

    private void liveThrough(RunningKafka kafka, int partitions) {
        RuleLog rules = new RuleLog(kafka.clients());
        kafka.appendAll(part(0));
        try (ProcessorProcess first = process(kafka, partitions)) {
            await("the first is under way", () -> kafka.processed() > 0);
            kafka.appendAll(part(1));
            first.kill();
        }
        rules.offer(order("eager"));
        try (StatusProcessor second = StatusProcessor.start(kafka.processor().build())) {
            kafka.appendAll(part(2));
            rules.offer(order("choosy"));
            await("the second is under way", () -> second.status().counts().records() > RECORDS);
            kafka.appendAll(part(3));
            second.close(Duration.ZERO);
        }
        long before = kafka.processed();
        try (ProcessorProcess third = process(kafka, partitions)) {
            rules.offer(order("eager"));
            kafka.appendAll(part(4));
            await("the third is under way", () -> kafka.processed() > before);
            third.kill();
        }
        try (StatusProcessor fourth = StatusProcessor.start(kafka.processor().build());
                StatusProcessor fifth = StatusProcessor.start(kafka.processor()
                        .stateDirectory(directory.resolve("fifth"))
                        .build())) {
            rules.offer(order("choosy"));
            kafka.appendAll(part(5));
            kafka.awaitProcessed();
            assertThat(fourth.status().problem()).isNull();
            assertThat(fifth.status().problem()).isNull();
        }
    }

    private ProcessorProcess process(RunningKafka kafka, int partitions) {
        return ProcessorProcess.start(
                Objects.requireNonNull(kafka.clients().get("bootstrap.servers")),
                partitions,
                directory.resolve("process"));
    }

    private static List<RandomLog.Entry> part(int number) {
        int all = LOG.entries().size();
        return LOG.entries().subList(all * number / PARTS, all * (number + 1) / PARTS);
    }

    private static RuleOffer order(String name) {
        return RuleFile.read(Path.of("src/test/resources/rules/" + name + ".yaml"))
                .match(loaded -> RuleOffer.order(name, loaded), mistakes -> {
                    throw new IllegalStateException(mistakes.toString());
                });
    }

    /** Where the rules changed, nobody can know but who changed them: so it is taken from what they say themselves. */
    private static Map<String, Map<Integer, RuleSet>> changes(RunningKafka kafka, Map<Long, RuleSet> revisions) {
        Map<String, Map<Integer, RuleSet>> changes = new HashMap<>();
        kafka.read(Topics.TRANSITIONS)
                .forEach(record -> Topics.TRANSITIONS
                        .codec()
                        .read(record.value())
                        .match(transition -> 0L, (RulesActivated activated) -> {
                            changes.computeIfAbsent(activated.cluster(), cluster -> new TreeMap<>())
                                    .put(
                                            Math.toIntExact(activated.record() - 1),
                                            Objects.requireNonNull(revisions.get(activated.revision())));
                            return activated.record();
                        }));
        return changes;
    }

    private static void assertVerified(RunningKafka kafka, Map<Long, RuleSet> revisions, List<Written> expected)
            throws HistoryException {
        Verified verified = new Verification(
                        kafka.clients(),
                        ProcessorConfig.DEFAULT_APPLICATION_ID,
                        (revision, hash) -> Objects.requireNonNull(revisions.get(revision)),
                        Set.of())
                .run(Progress.NONE);
        assertThat(verified.isIdentical()).as("%s", verified).isTrue();
        assertThat(verified.clusters())
                .allSatisfy(cluster -> assertThat(cluster.notVerifiable()).isEmpty());
        assertThat(verified.clusters())
                .hasSize(CLUSTERS)
                .extracting(VerifiedCluster::records)
                .containsOnly((long) RECORDS);
        assertThat(verified.clusters().stream()
                        .mapToLong(VerifiedCluster::alerts)
                        .sum())
                .isEqualTo(in(expected, Topics.ALERTS.name()));
        assertThat(verified.clusters().stream()
                        .mapToLong(VerifiedCluster::transitions)
                        .sum())
                .isEqualTo(in(expected, Topics.TRANSITIONS.name()));
    }

    private static long in(List<Written> written, String topic) {
        return written.stream().filter(record -> record.topic().equals(topic)).count();
    }
}
