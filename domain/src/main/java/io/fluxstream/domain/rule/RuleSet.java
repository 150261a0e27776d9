package io.fluxstream.domain.rule;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules in their order, which decides among alerts of one instant.
 *
 * @param revision its number in the log; 0 for rules that are in none
 * @param hash SHA-256 of the text the rules were read from, in hexadecimal digits; empty for rules that were not read
 */
public record RuleSet(long revision, String hash, List<Rule> rules) {
    private static final RuleSet BUILT_IN = new RuleSet(List.of(
            Rule.alert("ReadyLost")
                    .when(When.LOST)
                    .selector(Selector.ofKinds("Kustomization", "HelmRelease"))
                    .build(),
            Rule.alert("SustainedFailure")
                    .when(When.FAILING)
                    .lasting(Duration.ofMinutes(5))
                    .repeat(Duration.ofHours(1))
                    .build(),
            Rule.alert("SourceNotReady")
                    .when(When.FAILING)
                    .selector(Selector.ofKinds(
                            "GitRepository",
                            "HelmRepository",
                            "OCIRepository",
                            "Bucket",
                            "HelmChart",
                            "ExternalArtifact"))
                    .build(),
            Rule.alert("Blocked")
                    .when(When.WAITING)
                    .lasting(Duration.ofMinutes(15))
                    .severity(Severity.WARNING)
                    .build(),
            Rule.alert("ClusterUnreachable")
                    .when(When.UNREACHABLE)
                    .lasting(Duration.ofMinutes(5))
                    .repeat(Duration.ofHours(1))
                    .build()));

    public RuleSet {
        if (revision < 0) {
            throw new IllegalArgumentException("revision must not be negative, but was " + revision);
        }
        rules = List.copyOf(rules);
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.alert())) {
                throw new IllegalArgumentException("two rules are named " + rule.alert());
            }
        }
    }

    /** Rules that are in no log and were read from no text. */
    public RuleSet(List<Rule> rules) {
        this(0, "", rules);
    }

    /** The five rules that flux-stream ships. */
    public static RuleSet builtIn() {
        return BUILT_IN;
    }

    /** The same rules as that revision. */
    public RuleSet as(long otherRevision) {
        return new RuleSet(otherRevision, hash, rules);
    }

    /**
     * The same rules, of which one asks for another time that its condition must last.
     *
     * @throws IllegalArgumentException if no rule has that name
     */
    public RuleSet lasting(String alert, Duration lasting) {
        if (rules.stream().noneMatch(rule -> rule.alert().equals(alert))) {
            throw new IllegalArgumentException("there is no rule " + alert);
        }
        return new RuleSet(
                revision,
                hash,
                rules.stream()
                        .map(rule -> rule.alert().equals(alert)
                                ? rule.toBuilder().lasting(lasting).build()
                                : rule)
                        .toList());
    }
}
