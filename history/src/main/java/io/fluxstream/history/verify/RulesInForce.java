package io.fluxstream.history.verify;

import io.fluxstream.domain.rule.RuleSet;
import org.jspecify.annotations.Nullable;

/** Which rules a cluster was judged by, from which of its records on. */
@FunctionalInterface
public interface RulesInForce {
    /** The rules that the record of that number, counted from 1, was the first to be judged by; null when nothing changed. */
    @Nullable RuleSet from(String cluster, long record);

    /** The same rules from the beginning to the end. */
    static RulesInForce always(RuleSet rules) {
        return (cluster, record) -> record == 1 ? rules : null;
    }
}
