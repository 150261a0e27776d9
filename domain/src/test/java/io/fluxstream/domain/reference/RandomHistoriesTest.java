package io.fluxstream.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

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

    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineSaysWhatTheReferenceSays(long seed) {
        agree(seed, false, Scenario.NEVER);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theySayTheSameOfRulesThatChange(long seed) {
        agree(seed, true, Scenario.NEVER);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEngineThatIsRestoredGoesOnAsIfNothingHadHappened(long seed) {
        agree(seed, seed % 2 == 0, 1 + new SplittableRandom(seed).nextInt(7));
    }

    @Test
    void aSeedGivesTheSameHistoryEveryTime() {
        assertThat(RandomHistories.of(7, RECORDS)).isEqualTo(RandomHistories.of(7, RECORDS));
    }

    private static void agree(long seed, boolean changing, int restoreEvery) {
        List<FluxStatusEvent> history = RandomHistories.of(seed, RECORDS);
        boolean seldom = RandomHistories.isLong(history);
        Map<Integer, RuleSet> rules =
                changing ? RandomRules.changing(seed, seldom, RECORDS) : Map.of(0, RandomRules.of(seed, seldom));
        Disagreement.in(Scenario.of(history, rules, restoreEvery))
                .ifPresent(found -> fail("seed " + seed + ", restored every " + restoreEvery + '\n' + found.story()));
    }
}
