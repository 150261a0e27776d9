package io.fluxstream.domain.rule;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules in their order, which decides among alerts of one instant. */
public record RuleSet(List<Rule> rules) {
    private static final RuleSet BUILT_IN = new RuleSet(List.of(
            new Rule(
                    "ReadyLost",
                    When.LOST,
                    Duration.ZERO,
                    null,
                    Set.of("Kustomization", "HelmRelease"),
                    Severity.ERROR),
            new Rule(
                    "SustainedFailure",
                    When.FAILING,
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Set.of(),
                    Severity.ERROR),
            new Rule(
                    "SourceNotReady",
                    When.FAILING,
                    Duration.ZERO,
                    null,
                    Set.of(
                            "GitRepository",
                            "HelmRepository",
                            "OCIRepository",
                            "Bucket",
                            "HelmChart",
                            "ExternalArtifact"),
                    Severity.ERROR),
            new Rule("Blocked", When.WAITING, Duration.ofMinutes(15), null, Set.of(), Severity.WARNING),
            new Rule(
                    "ClusterUnreachable",
                    When.UNREACHABLE,
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Set.of(),
                    Severity.ERROR)));

    public RuleSet {
        rules = List.copyOf(rules);
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.alert())) {
                throw new IllegalArgumentException("two rules are named " + rule.alert());
            }
        }
    }

    /** The five rules that flux-stream ships. */
    public static RuleSet builtIn() {
        return BUILT_IN;
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
        return new RuleSet(rules.stream()
                .map(rule -> rule.alert().equals(alert) ? rule.lasting(lasting) : rule)
                .toList());
    }
}
