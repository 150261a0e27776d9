package io.fluxstream.domain.reference;

import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.Selector;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.rule.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Rules that nobody would write but anybody may. */
final class RandomRules {
    private RandomRules() {}

    /** The built-in rules for every third seed, others for the rest. */
    static RuleSet of(long seed, boolean seldom) {
        if (seed % 3 == 0) {
            return RuleSet.builtIn();
        }
        SplittableRandom random = new SplittableRandom(~seed);
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            When when = List.of(When.values()).get(random.nextInt(When.values().length));
            rules.add(Rule.alert("Rule" + i)
                    .when(when == When.FLAPPING ? When.FAILING : when)
                    .lasting(lasting(random))
                    .repeat(repeat(random, seldom))
                    .selector(kinds(random))
                    .severity(List.of(Severity.values()).get(random.nextInt(Severity.values().length)))
                    .build());
        }
        return new RuleSet(rules);
    }

    private static Duration lasting(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> Duration.ZERO;
            case 2 -> Duration.ofSeconds(15);
            case 3 -> Duration.ofMillis(1);
            case 4 -> Duration.ofMinutes(5);
            default -> Duration.ofMinutes(15);
        };
    }

    private static @Nullable Duration repeat(SplittableRandom random, boolean seldom) {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofHours(1);
            case 1 -> seldom ? Duration.ofHours(5) : Duration.ofSeconds(100);
            case 2 -> seldom ? Duration.ofDays(1) : Duration.ofMinutes(5);
            default -> null;
        };
    }

    private static Selector kinds(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Selector.ofKinds("Kustomization", "Cluster");
            case 1 -> Selector.ofKinds(RandomResource.KINDS.get(random.nextInt(RandomResource.KINDS.size())));
            default -> Selector.ALL;
        };
    }
}
