package io.fluxstream.history.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.rerun.ProcessedTopics;
import io.fluxstream.history.rerun.RuleShelf;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import io.fluxstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class VerificationTest {
    private static final int PARTITIONS = 12;
    private static final List<FluxStatusEvent> OTTAWA = events();
    private static final RuleSet FIRST =
            new RuleSet(1, "first", RuleSet.builtIn().rules());
    private static final RuleSet SECOND = new RuleSet(
            2,
            "second",
            RuleSet.builtIn().lasting("SustainedFailure", Duration.ofMinutes(2)).rules());
    private static final RuleShelf SHELF = shelf(Map.of(1L, FIRST, 2L, SECOND));

    @TempDir
    static Path directory;

    private static ProcessedTopics topics;
    private static int tests;

    /** Every test has a cluster of its own, in a partition of its own. */
    private String cluster;

    private List<FluxStatusEvent> events;

    private static List<FluxStatusEvent> events() {
        List<FluxStatusEvent> events = new ArrayList<>();
        new Simulation(11, 1, 14, Simulation.START, Duration.ofHours(11), Duration.ofSeconds(15), Profile.STORMY)
                .records()
                .forEachRemaining(events::add);
        return events;
    }

    private static RuleShelf shelf(Map<Long, RuleSet> kept) {
        return (revision, hash) -> {
            RuleSet rules = kept.get(revision);
            if (rules == null) {
                throw new HistoryException("revision " + revision + " has rules that nobody can read");
            }
            return rules;
        };
    }

    @BeforeAll
    static void start() {
        topics = ProcessedTopics.start(directory.resolve("broker"), PARTITIONS);
    }

    @AfterAll
    static void stop() {
        topics.close();
    }

    @BeforeEach
    void moveToAPartitionOfItsOwn() {
        int partition = tests++;
        cluster = nameIn(partition, "cluster-");
        events = OTTAWA.stream().map(this::renamed).toList();
    }

    private static String nameIn(int partition, String prefix) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> prefix + number)
                .filter(name -> topics.partitionOf(name) == partition)
                .findFirst()
                .orElseThrow();
    }

    private FluxStatusEvent renamed(FluxStatusEvent event) {
        String json = new String(Topics.STATUS.codec().encode(event), UTF_8)
                .replace("\"cluster\":\"ottawa\"", "\"cluster\":\"" + cluster + "\"");
        return Topics.STATUS
                .codec()
                .decode(json.getBytes(UTF_8))
                .match(
                        same -> same,
                        unknown -> {
                            throw new IllegalStateException(json);
                        },
                        malformed -> {
                            throw new IllegalStateException(json);
                        });
    }

    @Test
    void aClusterBeginsAtItsFirstRecordAsLongAsThatIsThere() throws HistoryException {
        topics.process(events);

        VerifiedCluster found = only(verify());
        assertThat(found.result()).isEqualTo(VerifiedCluster.Result.IDENTICAL);
        assertThat(found.from()).isNull();
        assertThat(found.records()).isEqualTo(events.size());
        assertThat(found.alerts())
                .isEqualTo(topics.read(Topics.ALERTS, home()).size())
                .isPositive();
        assertThat(found.notVerifiable()).isEmpty();
    }

    @Test
    void aClusterBeginsAtTheFirstCheckpointWhoseRecordIsThere() throws HistoryException {
        processWithAChangeOfRules(events.size() * 3 / 4);
        topics.cut(Topics.STATUS, home(), 700);

        Verified verified = verify();
        VerifiedCluster found = only(verified);
        assertThat(verified.isIdentical()).as(found.toString()).isTrue();
        assertThat(found.from()).isAfterOrEqualTo(Simulation.START.plus(Duration.ofHours(6)));
        assertThat(found.records()).isPositive().isLessThan(events.size() - 700);
        assertThat(found.alerts()).isPositive();
        assertThat(found.transitions()).isPositive();
        assertThat(found.notVerifiable()).singleElement().asString().contains("what came before its checkpoint of");
    }

    @Test
    void theRulesOfACheckpointAreThoseThatItNames() throws HistoryException {
        processWithAChangeOfRules(200);
        topics.cut(Topics.STATUS, home(), 700);

        assertThat(verify().isIdentical()).isTrue();
        // Under the rules before, something else would have been raised.
        assertThat(new Verification(topics.kafka(), ProcessedTopics.GROUP, (revision, hash) -> FIRST, Set.of(cluster))
                        .run(Progress.NONE)
                        .isIdentical())
                .isFalse();
    }

    @Test
    void whereTheBeginningAndEveryCheckpointAreGoneNothingIsCalledIdentical() throws HistoryException {
        topics.process(events);
        topics.cut(Topics.STATUS, home(), events.size() - 20L);

        Verified verified = verify();
        assertThat(verified.isIdentical()).isFalse();
        assertThat(only(verified).result()).isEqualTo(VerifiedCluster.Result.NOT_VERIFIABLE);
        assertThat(only(verified).notVerifiable())
                .singleElement()
                .asString()
                .contains("20 records of flux-status", "no checkpoint");
    }

    @Test
    void aClusterOfWhichFluxStatusHoldsNothingAnyMoreIsNotVerifiable() throws HistoryException {
        topics.process(events);
        topics.cut(Topics.STATUS, home(), events.size());

        Verified verified = verify();
        assertThat(verified.isIdentical()).isFalse();
        assertThat(only(verified).notVerifiable())
                .singleElement()
                .asString()
                .contains("flux-status-" + home() + " holds nothing of it any more");
    }

    @Test
    void aClusterWhoseFirstRulesAreNoLongerNamedBeginsAtACheckpoint() throws HistoryException {
        topics.process(events);
        topics.cut(Topics.TRANSITIONS, home(), 1);

        Verified verified = verify();
        assertThat(verified.isIdentical()).as(verified.toString()).isTrue();
        assertThat(only(verified).from()).isNotNull();
    }

    @Test
    void rulesThatThisVersionCannotReadEndTheComparisonOfTheirCluster() throws HistoryException {
        processWithAChangeOfRules(events.size() / 2);

        Verified verified = new Verification(
                        topics.kafka(), ProcessedTopics.GROUP, shelf(Map.of(1L, FIRST)), Set.of(cluster))
                .run(Progress.NONE);
        assertThat(verified.isIdentical()).isFalse();
        assertThat(only(verified).result()).isEqualTo(VerifiedCluster.Result.NOT_VERIFIABLE);
        assertThat(only(verified).records()).isEqualTo(events.size() / 2);
        assertThat(only(verified).notVerifiable())
                .singleElement()
                .asString()
                .isEqualTo("from flux-status-" + home() + " offset " + events.size() / 2
                        + " on: revision 2 has rules that nobody can read");
    }

    @Test
    void whatIsForgedBehindTheCheckpointIsFoundAndWhatIsOlderIsNotJudged() throws Exception {
        topics.send(Topics.ALERTS, cluster + "/Kustomization/apps/x", "{\"id\":\"older\"}".getBytes(UTF_8))
                .get();
        topics.process(events);
        topics.cut(Topics.STATUS, home(), 700);
        assertThat(verify().isIdentical()).isTrue();

        topics.send(Topics.ALERTS, cluster + "/Kustomization/apps/x", "{\"id\":\"forged\"}".getBytes(UTF_8))
                .get();
        Verified verified = verify();
        assertThat(only(verified).result()).isEqualTo(VerifiedCluster.Result.DIFFERENT);
        assertThat(only(verified).mismatches())
                .singleElement()
                .extracting(Mismatch::found)
                .asString()
                .contains("forged");
    }

    @Test
    void alertsOfAClusterThatTheLogNeverHeldAreDifferent() throws Exception {
        topics.process(events);
        String nowhere = nameIn(home(), "nowhere-");
        topics.send(Topics.ALERTS, nowhere + "/Kustomization/apps/x", "{\"id\":\"forged\"}".getBytes(UTF_8))
                .get();

        Verified verified = verify(topics, Set.of(cluster, nowhere));
        assertThat(verified.clusters())
                .extracting(VerifiedCluster::cluster, VerifiedCluster::result)
                .containsExactly(
                        tuple(cluster, VerifiedCluster.Result.IDENTICAL),
                        tuple(nowhere, VerifiedCluster.Result.DIFFERENT));
    }

    @Test
    void aCopyWithOtherPartitionsAndOffsetsIsVerifiedFromTheSameCheckpoint() throws HistoryException {
        processWithAChangeOfRules(events.size() * 3 / 4);
        topics.cut(Topics.STATUS, home(), 700);
        VerifiedCluster original = only(verify());

        try (ProcessedTopics copy = ProcessedTopics.start(directory.resolve("copy"), 5)) {
            topics.copyTo(copy, home());
            Verified verified = verify(copy, Set.of(cluster));
            assertThat(verified.isIdentical()).as(verified.toString()).isTrue();
            assertThat(only(verified).from()).isEqualTo(original.from());
            assertThat(only(verified).records()).isEqualTo(original.records());
            assertThat(only(verified).transitions()).isEqualTo(original.transitions());
        }
    }

    @Test
    void whoeverStopsItIsToldWhatIsKnownSoFar() throws HistoryException {
        topics.process(events);
        List<Double> told = new ArrayList<>();

        Verified verified = new Verification(topics.kafka(), ProcessedTopics.GROUP, SHELF, Set.of(cluster))
                .run(new Progress() {
                    @Override
                    public synchronized void told(long records, double fraction) {
                        told.add(fraction);
                    }

                    @Override
                    public synchronized boolean isStopped() {
                        return told.size() == 2;
                    }
                });

        assertThat(told).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(verified.stopped()).isTrue();
        assertThat(verified.isIdentical()).isFalse();
        assertThat(only(verified).records()).isPositive().isLessThan(events.size());
        assertThat(only(verified).mismatches()).isEmpty();
    }

    private void processWithAChangeOfRules(int at) {
        topics.process(events.subList(0, at));
        topics.activate(SECOND);
        topics.process(events.subList(at, events.size()));
    }

    private int home() {
        return topics.partitionOf(cluster);
    }

    private Verified verify() throws HistoryException {
        return verify(topics, Set.of(cluster));
    }

    private static Verified verify(ProcessedTopics processed, Set<String> clusters) throws HistoryException {
        return new Verification(processed.kafka(), ProcessedTopics.GROUP, SHELF, clusters).run(Progress.NONE);
    }

    private static VerifiedCluster only(Verified verified) {
        assertThat(verified.clusters()).hasSize(1);
        return verified.clusters().get(0);
    }
}
