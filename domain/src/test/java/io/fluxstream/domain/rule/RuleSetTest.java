package io.fluxstream.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    @Test
    void aRuleCanBeMadeToWaitForAnotherTimeWithoutChangingAnythingElse() {
        RuleSet shorter = RuleSet.builtIn().lasting("SustainedFailure", Duration.ofSeconds(5));

        assertThat(shorter.rules())
                .extracting(Rule::alert)
                .containsExactlyElementsOf(
                        RuleSet.builtIn().rules().stream().map(Rule::alert).toList());
        assertThat(shorter.rules().get(1).lasting()).isEqualTo(Duration.ofSeconds(5));
        assertThat(shorter.lasting("SustainedFailure", Duration.ofMinutes(5))).isEqualTo(RuleSet.builtIn());
    }

    @Test
    void aRuleThatIsNotThereCannotWait() {
        assertThatThrownBy(() -> RuleSet.builtIn().lasting("SustainedFailures", Duration.ZERO))
                .hasMessage("there is no rule SustainedFailures");
    }
}
