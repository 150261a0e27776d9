package io.fluxstream.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against the reference; {@code -Dflux-stream.histories=5000} for more of them. */
class RandomHistoriesTest {
    private static final int RECORDS = 160;

    static LongStream seeds() {
        long first = Long.getLong("flux-stream.histories.first", 0);
        return LongStream.range(first, first + Long.getLong("flux-stream.histories", 500));
    }

    /** Nothing but the records decides: an engine that is restored goes on as if nothing had happened. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineSaysWhatTheReferenceSaysHoweverOftenItIsRestored(long seed) {
        List<FluxStatusEvent> history = RandomHistories.of(seed, RECORDS);
        Scenario scenario = Scenario.of(history, rules(seed, history), Scenario.NEVER);
        List<List<Effect>> expected = scenario.reference();
        int often = 1 + 2 * new SplittableRandom(seed).nextInt(4);
        for (int restoreEvery : new int[] {Scenario.NEVER, often, often + 1}) {
            Scenario restored = scenario.restoredEvery(restoreEvery);
            if (!restored.engine().equals(expected)) {
                Disagreement.in(restored)
                        .ifPresent(found ->
                                fail("seed " + seed + ", restored every " + restoreEvery + '\n' + found.story()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void judgementsAreAllThatIsSaidButWhatReadersAreShown(long seed) {
        List<FluxStatusEvent> history = RandomHistories.of(seed, RECORDS);
        Scenario scenario = Scenario.of(history, rules(seed, history), Scenario.NEVER);
        List<List<Effect>> expected = scenario.engine().stream()
                .map(effects -> effects.stream()
                        .filter(effect -> !(effect instanceof Effect.ResourceChanged)
                                && !(effect instanceof Effect.ClusterChanged))
                        .toList())
                .toList();

        assertThat(scenario.judged()).isEqualTo(expected);
    }

    /** Of every fourth seed the same from first to last, of the others changing. */
    private static Map<Integer, RuleSet> rules(long seed, List<FluxStatusEvent> history) {
        boolean seldom = RandomHistories.isLong(history);
        return seed % 4 == 0 ? Map.of(0, RandomRules.of(seed, seldom)) : RandomRules.changing(seed, seldom, RECORDS);
    }

    @Test
    void aSeedGivesTheSameHistoryEveryTime() {
        assertThat(RandomHistories.of(7, RECORDS)).isEqualTo(RandomHistories.of(7, RECORDS));
    }
}
