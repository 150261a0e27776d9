package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the alerts of one rule set that fired in the time that is asked about. */
final class Tally {
    private final Range range;
    private final Map<String, RuleTally> byRule = new LinkedHashMap<>();
    private final Map<String, OpenAlert> open = new HashMap<>();

    Tally(RuleSet rules, Range range) {
        this.range = range;
        for (Rule rule : rules.rules()) {
            byRule.put(rule.alert(), new RuleTally(rule.alert()));
        }
    }

    void add(FluxAlert alert) {
        RuleTally tally = byRule.computeIfAbsent(alert.rule(), RuleTally::new);
        switch (alert.action()) {
            case FIRING -> {
                if (range.contains(alert.at())) {
                    OpenAlert fired = OpenAlert.of(alert);
                    open.put(alert.id(), fired);
                    tally.fired(fired);
                }
            }
            case REPEATED -> {
                if (open.containsKey(alert.id())) {
                    tally.repeated();
                }
            }
            case RESOLVED -> {
                OpenAlert fired = open.remove(alert.id());
                Resolution resolution = alert.resolution();
                if (fired != null && resolution != null) {
                    tally.resolved(fired, resolution, alert.at());
                }
            }
        }
    }

    /** In the order of the rules. */
    Collection<RuleTally> rules() {
        return byRule.values();
    }
}
