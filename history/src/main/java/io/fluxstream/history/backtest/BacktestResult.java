package io.fluxstream.history.backtest;

import io.fluxstream.history.replay.Replayed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules would have raised.
 *
 * @param rules in their order
 * @param otherRules of the rule set they are compared with; empty when they are compared with none
 * @param comparison null when they are compared with none
 * @param covered how much of the time asked about the history covers: from its first record to its last
 * @param remarks what has to be known to read this rightly: one sentence each
 */
public record BacktestResult(
        Replayed replayed,
        List<RuleTally> rules,
        List<RuleTally> otherRules,
        @Nullable Comparison comparison,
        Healing healing,
        Duration covered,
        List<String> remarks) {
    private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    public BacktestResult {
        rules = List.copyOf(rules);
        otherRules = List.copyOf(otherRules);
        remarks = List.copyOf(remarks);
    }

    public Optional<RuleTally> rule(String name) {
        return rules.stream().filter(rule -> rule.rule().equals(name)).findFirst();
    }

    public long alerts() {
        return rules.stream().mapToLong(RuleTally::alerts).sum();
    }

    /** How many that makes in a day, on average; of a history without length, all of them. */
    public double perDay(long alerts) {
        return covered.isZero() ? alerts : alerts * MILLIS_A_DAY / covered.toMillis();
    }

    /** The remarks, and why it is not the whole history if it is not. */
    public List<String> allRemarks() {
        List<String> all = new ArrayList<>(remarks);
        if (replayed.broken() != null) {
            all.add("not complete: " + replayed.broken().getMessage());
        } else if (replayed.stopped()) {
            all.add("not complete: interrupted after " + replayed.records() + " records");
        }
        return all;
    }
}
