package io.fluxstream.processor;

import static io.fluxstream.processor.RunningKafka.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.verify.Verification;
import io.fluxstream.history.verify.Verified;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Topics that an earlier version left, kept as they were: this one must read them, write the same bytes, and go on from them.
 *
 * <p>When this fails, people's topics cannot be read by this version any more, or a replay gives other alerts than were raised. If that
 * is meant, the format of the memory wants another number, and the release notes a word. To record them again: {@code mvn -pl
 * streams-processor -am test -Dtest=GoldenTopicsTest -Drecord.topics=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class GoldenTopicsTest {
    private static final int PARTITIONS = 2;
    private static final int CLUSTERS = 3;
    private static final int RECORDS = 120;
    private static final long SEED = 2_026;
    private static final List<Topic<?>> VALUES = List.of(
            Topics.TRANSITIONS,
            Topics.ALERTS,
            Topics.ALERTS_ACTIVE,
            Topics.RESOURCES,
            Topics.CLUSTERS,
            Topics.RULES,
            Topics.CHECKPOINTS);

    @TempDir
    Path directory;

    @Test
    void everyValueIsReadAndWrittenAsItWas() throws IOException {
        GoldenTopics golden = GoldenTopics.read();
        for (Topic<?> topic : VALUES) {
            List<GoldenTopics.Entry> entries = golden.all(topic.name());
            assertThat(entries).as(topic.name()).isNotEmpty();
            entries.forEach(entry -> assertSame(topic, entry));
        }
        List<GoldenTopics.Entry> status = golden.all(Topics.STATUS.name());
        assertThat(status.stream()
                        .filter(entry -> assertSameIfRead(Topics.STATUS, entry))
                        .count())
                .isGreaterThanOrEqualTo(CLUSTERS * RECORDS);
    }

    @Test
    void aProcessorGoesOnWhereTheEarlierOneStoppedAndVerifyAgrees() throws Exception {
        GoldenTopics golden = GoldenTopics.read();
        try (RunningKafka kafka = RunningKafka.start(directory.resolve("kafka"), FeatureLevel.REDPANDA, PARTITIONS)) {
            golden.loadBefore(kafka.clients());
            try (StatusProcessor processor = StatusProcessor.start(
                    kafka.processor().stateDirectory(directory.resolve("state")).build())) {
                await("it has taken up what was left", processor::isReady);
                golden.loadMore(kafka.clients());
                kafka.awaitProcessed();
                assertThat(processor.status().problem()).isNull();
            }
            for (Topic<?> topic : Written.PROMISED) {
                assertThat(GoldenTopics.entries(kafka, topic.name()))
                        .as(topic.name())
                        .isEqualTo(golden.all(topic.name()));
            }
            Map<Long, RuleSet> revisions = kafka.revisions();
            Verified verified = new Verification(
                            kafka.clients(),
                            ProcessorConfig.DEFAULT_APPLICATION_ID,
                            (revision, hash) -> Objects.requireNonNull(revisions.get(revision)),
                            Set.of())
                    .run(Progress.NONE);
            assertThat(verified.isIdentical()).as("%s", verified).isTrue();
            assertThat(verified.clusters()).hasSize(CLUSTERS);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "record.topics", matches = "true", disabledReason = "only to record anew")
    void records() throws IOException {
        List<RandomLog.Entry> log = RandomLog.of(SEED, CLUSTERS, RECORDS).entries();
        int third = log.size() / 3;
        try (RunningKafka kafka = RunningKafka.start(directory.resolve("kafka"), FeatureLevel.REDPANDA, PARTITIONS)) {
            kafka.appendAll(log.subList(0, third));
            try (StatusProcessor processor =
                    StatusProcessor.start(kafka.processor().build())) {
                kafka.awaitProcessed();
                new RuleLog(kafka.clients()).offer(eager());
                kafka.appendAll(log.subList(third, 2 * third));
                kafka.awaitProcessed();
                assertThat(processor.status().problem()).isNull();
            }
            GoldenTopics.Recording recording = GoldenTopics.record(kafka);
            kafka.appendAll(log.subList(2 * third, log.size()));
            try (StatusProcessor processor =
                    StatusProcessor.start(kafka.processor().build())) {
                kafka.awaitProcessed();
                assertThat(processor.status().problem()).isNull();
            }
            recording.finish();
        }
    }

    private static RuleOffer eager() {
        return RuleFile.read(Path.of("src/test/resources/rules/eager.yaml"))
                .match(loaded -> RuleOffer.order("eager", loaded), mistakes -> {
                    throw new IllegalStateException(mistakes.toString());
                });
    }

    private static void assertSame(Topic<?> topic, GoldenTopics.Entry entry) {
        if (entry.value() != null) {
            assertThat(assertSameIfRead(topic, entry)).as("%s is read", entry).isTrue();
        }
    }

    private static <V> boolean assertSameIfRead(Topic<V> topic, GoldenTopics.Entry entry) {
        byte[] value = entry.bytes();
        if (value == null || !(topic.codec().decode(value) instanceof Decoded.Value<V> decoded)) {
            return false;
        }
        assertThat(topic.codec().encode(decoded.value())).as("%s", entry).isEqualTo(value);
        return true;
    }
}
