package io.fluxstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.rule.RuleSet;
import org.junit.jupiter.api.Test;

class BuiltInRulesTest {
    @Test
    void areTheRulesOfTheContractInTheirOrder() {
        assertThat(BuiltInRules.ruleSet().rules()).isEqualTo(RuleSet.builtIn().rules());
    }

    @Test
    void haveTheHashOfTheirTextAndNoRevisionOfTheirOwn() {
        RuleFile again = RuleFile.parse(BuiltInRules.FILE, BuiltInRules.text());

        assertThat(again).isInstanceOfSatisfying(RuleFile.Loaded.class, loaded -> {
            assertThat(loaded.rules()).isEqualTo(BuiltInRules.ruleSet());
            assertThat(loaded.warnings()).isEmpty();
        });
        assertThat(BuiltInRules.ruleSet().revision()).isZero();
        assertThat(BuiltInRules.ruleSet().hash()).hasSize(64);
    }
}
