package io.fluxstream.processor;

import io.fluxstream.domain.rule.RuleSet;

/** The rules that records are judged by at the moment they are processed. */
interface RulesInForce {
    RuleSet now();

    /**
     * The rules in force once that revision is known here: nothing that was judged by it may be judged by an older one.
     *
     * @throws RulesRefusedException if it does not become known
     */
    RuleSet atLeast(long revision);

    /** Rules that never change. */
    static RulesInForce always(RuleSet rules) {
        return new RulesInForce() {
            @Override
            public RuleSet now() {
                return rules;
            }

            @Override
            public RuleSet atLeast(long revision) {
                return rules;
            }
        };
    }
}
