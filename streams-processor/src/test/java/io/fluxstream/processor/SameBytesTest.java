package io.fluxstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.reference.RandomRules;
import io.fluxstream.domain.rule.RuleSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same logs through the naive reference, the engine and the topology: 125 of them, each with four random histories, with
 * rules that change and records that cannot be read. {@code -Dflux-stream.logs=1000} for more of them.
 */
class SameBytesTest {
    private static final int CLUSTERS = 4;
    private static final int RECORDS = 160;

    static LongStream seeds() {
        long first = Long.getLong("flux-stream.logs.first", 0);
        return LongStream.range(first, first + Long.getLong("flux-stream.logs", 125));
    }

    private static Map<Integer, RuleSet> rules(long seed, RandomLog log) {
        return RandomRules.changing(seed, log.isLong(), log.entries().size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theReferenceTheEngineAndTheTopologySayTheSame(long seed) {
        RandomLog log = RandomLog.of(seed, CLUSTERS, RECORDS);
        Map<Integer, RuleSet> rules = rules(seed, log);
        Judgement judgement = new Judgement(log.histories(), log.changes(rules));
        List<Written> expected = judgement.ofTheReference();
        Written.assertSame(expected, judgement.ofTheEngine());
        RulesByHand inForce = new RulesByHand(RuleSet.builtIn());
        try (Driven driven = new Driven(inForce)) {
            for (int i = 0; i < log.entries().size(); i++) {
                inForce.become(rules.getOrDefault(i, inForce.now()));
                RandomLog.Entry entry = log.entries().get(i);
                driven.appendText(entry.key(), entry.value(), entry.appended());
            }
            Written.assertSame(expected, driven.written());
            assertThat(driven.deadLetters())
                    .extracting(letter -> Written.text(letter.key()) + "=" + Written.text(letter.value()))
                    .isEqualTo(log.deadLetters());
        }
    }

    /** Equality of what hardly anything happens in would prove little. */
    @Test
    void everythingThatMayHappenHappensInThem() {
        Set<FluxAlert.Resolution> resolutions = EnumSet.noneOf(FluxAlert.Resolution.class);
        Set<Effect.Dropped.Reason> drops = EnumSet.noneOf(Effect.Dropped.Reason.class);
        Set<String> rest = new TreeSet<>();
        for (long seed = 0; seed < 125; seed++) {
            RandomLog log = RandomLog.of(seed, CLUSTERS, RECORDS);
            Judgement judgement = new Judgement(log.histories(), log.changes(rules(seed, log)));
            for (Effect effect : judgement.effectsOfTheEngine()) {
                if (effect instanceof Effect.Alerted alerted && alerted.alert().resolution() != null) {
                    resolutions.add(alerted.alert().resolution());
                } else if (effect instanceof Effect.Dropped dropped) {
                    drops.add(dropped.reason());
                } else {
                    rest.add(effect.getClass().getSimpleName());
                }
            }
        }
        assertThat(resolutions).containsExactlyInAnyOrder(FluxAlert.Resolution.values());
        assertThat(drops).containsExactlyInAnyOrder(Effect.Dropped.Reason.values());
        assertThat(rest)
                .containsExactly(
                        "Activated", "Alerted", "CheckpointDue", "ClusterChanged", "ResourceChanged", "Transitioned");
    }
}
