package io.fluxstream.history.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.phase.Observation;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.intake.Intake;
import io.fluxstream.schemas.intake.Reading;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Simulation CALM = of(7, 3, 60, Duration.ofDays(1), Profile.CALM);
    private static final Simulation STORMY = of(7, 3, 60, Duration.ofHours(12), Profile.STORMY);

    private static Simulation of(long seed, int clusters, int resources, Duration length, Profile profile) {
        return new Simulation(seed, clusters, resources, Simulation.START, length, Simulation.HEARTBEAT, profile);
    }

    @Test
    void theSameSeedGivesTheSameBytesOnEveryMachine() throws NoSuchAlgorithmException {
        assertThat(hash(CALM)).isEqualTo("2e5eccfe199f8d96f437ce7448754f9e05880a8a39828e49a2fc05b3f6a63b32");
        assertThat(hash(STORMY)).isEqualTo("05d6b0da0f45a31d45d71242d1df601f328ecc9734b700a5884321f0351a8f86");
    }

    @Test
    void anotherSeedGivesAnotherHistory() throws NoSuchAlgorithmException {
        assertThat(hash(of(8, 3, 60, Duration.ofHours(2), Profile.CALM)))
                .isNotEqualTo(hash(of(9, 3, 60, Duration.ofHours(2), Profile.CALM)));
    }

    @Test
    void timesNeverGoBack() {
        Instant last = Instant.EPOCH;
        for (FluxStatusEvent event : all(CALM)) {
            assertThat(event.observedAt()).isAfterOrEqualTo(last);
            last = event.observedAt();
        }
    }

    @Test
    void everyRecordCounts() {
        for (Iterator<LogRecord> log = CALM.log(12); log.hasNext(); ) {
            LogRecord record = log.next();
            assertThat(Intake.read(record.key(), record.value(), record.appendedAt()))
                    .isInstanceOf(Reading.Accepted.class);
        }
    }

    @Test
    void aRecordHasAboutSixHundredBytes() {
        List<Integer> sizes = new ArrayList<>();
        all(STORMY).forEach(event -> sizes.add(Topics.STATUS.codec().encode(event).length));
        sizes.sort(null);
        assertThat(sizes.get(sizes.size() / 2)).isBetween(500, 750);
    }

    @Test
    void oneRecordInFiveOfAStormyClusterChangesThePhase() {
        assertThat(shareOfTransitions(STORMY)).isBetween(0.15, 0.25);
        assertThat(shareOfTransitions(CALM)).isBetween(0.001, 0.05);
    }

    @Test
    void whateverHappensToRealClustersHappens() {
        Map<String, Integer> seen = new HashMap<>();
        for (FluxStatusEvent event : all(of(3, 4, 80, Duration.ofDays(6), Profile.CALM))) {
            seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
            if (event instanceof Observed observed) {
                seen.merge(Observation.phase(observed).name(), 1, Integer::sum);
            }
        }
        assertThat(seen.keySet())
                .contains("SessionStarted", "SnapshotStarted", "SnapshotCompleted", "Heartbeat", "Deleted");
        for (Phase phase : Phase.values()) {
            assertThat(seen.containsKey(phase.name())).as(phase.name()).isEqualTo(phase != Phase.GONE);
        }
    }

    @Test
    void aHeartbeatThatIsNoSignOfLifeIsRefused() {
        assertThatThrownBy(() -> new Simulation(
                        1, 1, 10, Simulation.START, Duration.ofDays(1), Duration.ofSeconds(16), Profile.CALM))
                .hasMessageContaining("heartbeat must be at most 15s");
    }

    private static double shareOfTransitions(Simulation simulation) {
        Map<String, ClusterEngine> engines = new HashMap<>();
        double records = 0;
        double transitions = 0;
        for (FluxStatusEvent event : all(simulation)) {
            records++;
            List<Effect> effects = engines.computeIfAbsent(
                            event.cluster(), cluster -> new ClusterEngine(cluster, RuleSet.builtIn()))
                    .apply(event);
            transitions += effects.stream()
                    .filter(effect -> effect instanceof Effect.Transitioned)
                    .count();
        }
        return transitions / records;
    }

    private static List<FluxStatusEvent> all(Simulation simulation) {
        List<FluxStatusEvent> all = new ArrayList<>();
        simulation.records().forEachRemaining(all::add);
        return all;
    }

    private static String hash(Simulation simulation) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        simulation.log(12).forEachRemaining(record -> {
            digest.update(Objects.requireNonNull(record.key()));
            digest.update(Objects.requireNonNull(record.value()));
            digest.update((record.partition() + "/" + record.offset()).getBytes(UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
