package io.fluxstream.benchmarks;

import io.fluxstream.domain.rule.Glob;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.Selector;
import java.util.ArrayList;
import java.util.List;

/** Rule sets of several sizes. */
public enum ManyRules {
    /** The five that are shipped. */
    BUILT_IN {
        @Override
        RuleSet set() {
            return RuleSet.builtIn();
        }
    },
    /** Two hundred: forty teams, each with five of its own for its namespace. */
    TEAMS {
        @Override
        RuleSet set() {
            List<Rule> rules = new ArrayList<>();
            for (int team = 0; team < TEAM_COUNT; team++) {
                List<Glob> namespace = List.of(new Glob("team-" + team));
                for (Rule rule : RuleSet.builtIn().rules()) {
                    rules.add(copy(rule, "team-" + team, rule.selector().withNamespaces(namespace)));
                }
            }
            return new RuleSet(rules);
        }
    },
    /** Two hundred that all concern every resource. */
    ALL {
        @Override
        RuleSet set() {
            List<Rule> rules = new ArrayList<>();
            for (int team = 0; team < TEAM_COUNT; team++) {
                for (Rule rule : RuleSet.builtIn().rules()) {
                    rules.add(copy(rule, "team-" + team, rule.selector()));
                }
            }
            return new RuleSet(rules);
        }
    };

    private static final int TEAM_COUNT = 40;

    abstract RuleSet set();

    private static Rule copy(Rule rule, String team, Selector selector) {
        return Rule.alert(rule.alert() + '-' + team)
                .when(rule.when())
                .flapping(rule.flapping())
                .lasting(rule.lasting())
                .repeat(rule.repeat())
                .keepFiringFor(rule.keepFiringFor())
                .severity(rule.severity())
                .selector(selector)
                .build();
    }
}
