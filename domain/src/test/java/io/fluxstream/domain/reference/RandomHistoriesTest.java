package io.fluxstream.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.List;
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
        return LongStream.range(first, first + Long.getLong("flux-stream.histories", 300));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineSaysWhatTheReferenceSays(long seed) {
        List<FluxStatusEvent> history = RandomHistories.of(seed, RECORDS);
        RuleSet rules = RandomRules.of(seed, RandomHistories.isLong(history));
        agree(seed, history, rules, Disagreement.NEVER);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEngineThatIsRestoredGoesOnAsIfNothingHadHappened(long seed) {
        List<FluxStatusEvent> history = RandomHistories.of(seed, RECORDS);
        RuleSet rules = RandomRules.of(seed, RandomHistories.isLong(history));
        agree(seed, history, rules, 1 + new SplittableRandom(seed).nextInt(7));
    }

    @Test
    void aSeedGivesTheSameHistoryEveryTime() {
        assertThat(RandomHistories.of(7, RECORDS)).isEqualTo(RandomHistories.of(7, RECORDS));
    }

    private static void agree(long seed, List<FluxStatusEvent> history, RuleSet rules, int restoreEvery) {
        Disagreement.find(history, rules, restoreEvery)
                .ifPresent(found -> fail(
                        "seed " + seed + ", restored every " + restoreEvery + ", " + rules + '\n' + found.story()));
    }
}
