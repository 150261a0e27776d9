package io.fluxstream.domain.reference;

import io.fluxstream.domain.rule.Expression;
import io.fluxstream.domain.rule.Flapping;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleOverride;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.Selector;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.rule.Template;
import io.fluxstream.domain.rule.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules that nobody would write but anybody may. */
public final class RandomRules {
    private final SplittableRandom random;
    private final boolean seldom;

    private RandomRules(SplittableRandom random, boolean seldom) {
        this.random = random;
        this.seldom = seldom;
    }

    /** Holds for texts of even length: as arbitrary as any, and soon another way round. */
    private record Odd(String text) implements Expression {
        @Override
        public boolean holds(Subject subject) {
            int length = subject.conditions().size() + (subject.suspended() ? 1 : 0);
            length += subject.message() == null ? 0 : subject.message().length();
            length += subject.labels().size() + subject.dependsOn().size();
            return length % 2 == 0;
        }
    }

    private record Everything(String text) implements Template {
        @Override
        public String render(Subject subject) {
            return text + ' ' + subject;
        }
    }

    /** The built-in rules for every third seed, others for the rest. */
    public static RuleSet of(long seed, boolean seldom) {
        if (seed % 3 == 0) {
            return RuleSet.builtIn();
        }
        return new RandomRules(new SplittableRandom(~seed), seldom).some(seed % 100);
    }

    /** Rules by the number of the record from which on they are in force; most of them are changes of those before. */
    public static Map<Integer, RuleSet> changing(long seed, boolean seldom, int records) {
        SplittableRandom random = new SplittableRandom(seed * 31 + 7);
        RandomRules rules = new RandomRules(random, seldom);
        Map<Integer, RuleSet> changes = new TreeMap<>();
        RuleSet now = of(seed, seldom);
        changes.put(0, now);
        for (int left = random.nextInt(8); left > 0; left--) {
            now = rules.changed(now, now.revision() + 1 + random.nextInt(3));
            changes.put(1 + random.nextInt(records), now);
        }
        return changes;
    }

    private RuleSet some(long revision) {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            rules.add(rule("Rule" + i));
        }
        return new RuleSet(revision, "hash" + revision, rules);
    }

    private RuleSet changed(RuleSet before, long revision) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : before.rules()) {
            int dice = random.nextInt(10);
            if (dice == 0) {
                rules.add(rule(rule.alert()));
            } else if (dice > 1) {
                rules.add(dice > 5 ? rule : changed(rule));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = "Rule" + random.nextInt(20);
            if (rules.stream().noneMatch(rule -> rule.alert().equals(name))) {
                rules.add(rule(name));
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(rules, new Random(random.nextLong()));
        }
        return new RuleSet(revision, "hash" + revision, rules);
    }

    private Rule changed(Rule rule) {
        Rule.Builder changed = rule.toBuilder();
        switch (random.nextInt(6)) {
            case 0 -> changed.lasting(lasting());
            case 1 -> changed.repeat(repeat());
            case 2 -> changed.keepFiringFor(keep());
            case 3 -> changed.selector(selector());
            case 4 -> changed.condition(random.nextBoolean() ? null : new Odd("odd"));
            default -> changed.severity(severity()).enabled(random.nextInt(3) > 0);
        }
        return changed.build();
    }

    private Rule rule(String name) {
        When when = List.of(When.values()).get(random.nextInt(When.values().length));
        when = random.nextInt(6) == 0 ? When.FLAPPING : when;
        List<RuleOverride> overrides = new ArrayList<>();
        for (int i = random.nextInt(8) - 5; i > 0; i--) {
            overrides.add(override());
        }
        return Rule.alert(name)
                .when(when)
                .flapping(when == When.FLAPPING ? flapping() : null)
                .lasting(lasting())
                .repeat(repeat())
                .keepFiringFor(keep())
                .selector(selector())
                .condition(random.nextInt(5) == 0 ? new Odd("odd") : null)
                .severity(severity())
                .labels(random.nextInt(4) == 0 ? Map.of("page", name) : Map.of())
                .annotations(random.nextInt(3) == 0 ? Map.of("summary", new Everything(name)) : Map.of())
                .overrides(overrides)
                .enabled(random.nextInt(20) > 0)
                .build();
    }

    private RuleOverride override() {
        return new RuleOverride(
                fixed(),
                random.nextBoolean() ? lasting() : null,
                random.nextBoolean() ? Objects.requireNonNullElse(repeat(), Duration.ZERO) : null,
                random.nextBoolean() ? keep() : null,
                random.nextBoolean() ? severity() : null,
                random.nextInt(3) == 0 ? (Boolean) random.nextBoolean() : null);
    }

    private Flapping flapping() {
        return new Flapping(
                2 + random.nextInt(3),
                random.nextBoolean() ? Duration.ofMinutes(5) : Duration.ofMillis(1 + random.nextInt(3_600_000)));
    }

    private Severity severity() {
        return List.of(Severity.values()).get(random.nextInt(Severity.values().length));
    }

    private Duration lasting() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> Duration.ZERO;
            case 2 -> Duration.ofSeconds(15);
            case 3 -> Duration.ofMillis(1);
            case 4 -> Duration.ofMinutes(5);
            default -> Duration.ofMinutes(15);
        };
    }

    private Duration keep() {
        return switch (random.nextInt(6)) {
            case 0 -> Duration.ofMinutes(5);
            case 1 -> Duration.ofSeconds(15);
            case 2 -> Duration.ofHours(1);
            default -> Duration.ZERO;
        };
    }

    private @Nullable Duration repeat() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofHours(1);
            case 1 -> seldom ? Duration.ofHours(5) : Duration.ofSeconds(100);
            case 2 -> seldom ? Duration.ofDays(1) : Duration.ofMinutes(5);
            default -> null;
        };
    }

    private Selector selector() {
        Selector selector = fixed();
        if (random.nextInt(6) == 0) {
            selector = selector.withReasons(Selector.globs(random.nextBoolean() ? "*Failed" : "BuildFailed", "Re*"));
        }
        if (random.nextInt(8) == 0) {
            selector = selector.withLabels(Map.of("team", Selector.globs("a*").get(0)));
        }
        return selector;
    }

    private Selector fixed() {
        return switch (random.nextInt(7)) {
            case 0 -> Selector.ofKinds("Kustomization", "Cluster");
            case 1 -> Selector.ofKinds(RandomResource.KINDS.get(random.nextInt(RandomResource.KINDS.size())));
            case 2 -> Selector.ALL.withNamespaces(Selector.globs("apps*"));
            case 3 -> Selector.ALL.withNames(Selector.globs("*o", "m?tt"));
            default -> Selector.ALL;
        };
    }
}
