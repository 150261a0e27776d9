package io.fluxstream.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<Plan> HUNDRED = LongStream.rangeClosed(1, 100)
            .mapToObj(seed -> Plan.of(seed, Pace.LONG))
            .toList();

    @Test
    void aSeedIsAlwaysTheSamePlan() {
        assertThat(Plan.of(42, Pace.LONG)).isEqualTo(Plan.of(42, Pace.LONG)).isNotEqualTo(Plan.of(62, Pace.LONG));
    }

    @Test
    void aPlanIsTheSameInAYear() {
        assertThat(Plan.of(1, Pace.LONG).faults().toString())
                .isEqualTo("[CUT kafka@2246+7403, REDELIVERY flux-status@11761+0/18]");
    }

    @Test
    void aHundredSeedsInARowPlayEveryFamilyAndAllButTheRarestOnEveryoneItCanBePlayedOn() {
        Set<String> met = new HashSet<>();
        HUNDRED.forEach(plan -> plan.faults().forEach(fault -> met.add(fault.family() + " " + fault.target())));
        assertThat(met)
                .contains("STALL kafka", "STALL north")
                .containsAll(Arrays.stream(Family.values())
                        .filter(family -> family != Family.STALL)
                        .flatMap(family -> family.targets().stream().map(target -> family + " " + target))
                        .toList());
    }

    @Test
    void nobodyIsHitTwiceInOneRound() {
        assertThat(HUNDRED)
                .allSatisfy(plan ->
                        assertThat(plan.faults().stream().map(Fault::target)).doesNotHaveDuplicates());
    }

    @Test
    void aDeletedTopicIsTheOnlyFaultOfItsRoundAndTheLastOfItsDeployment() {
        assertThat(HUNDRED)
                .filteredOn(plan -> plan.has(Family.TOPIC_DELETED))
                .hasSize(10)
                .allSatisfy(plan -> {
                    assertThat(plan.faults()).hasSize(1);
                    assertThat(plan.isTheLastOfADeployment()).isTrue();
                });
    }

    @Test
    void whatFlickersIsOverLongBeforeTheRuleSpeaksAndWhatLastsLongAfter() {
        assertThat(HUNDRED).flatExtracting(Plan::parts).allSatisfy(part -> {
            if (part.fate() == Fate.FLICKERING) {
                assertThat(part.ends().minus(part.turns())).isLessThan(Plan.SUSTAINED.dividedBy(2));
            } else if (part.fate() == Fate.HEALING) {
                assertThat(part.ends().minus(part.turns())).isGreaterThan(Plan.SUSTAINED.plusSeconds(3));
            }
        });
    }
}
