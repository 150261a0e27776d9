package io.fluxstream.processor;

import io.fluxstream.domain.rule.RuleSet;

/** Rules that a test puts in force between two records. */
final class RulesByHand implements RulesInForce {
    private RuleSet now;

    RulesByHand(RuleSet now) {
        this.now = now;
    }

    void become(RuleSet others) {
        now = others;
    }

    @Override
    public RuleSet now() {
        return now;
    }

    @Override
    public RuleSet atLeast(long revision) {
        return now;
    }
}
