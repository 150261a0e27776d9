package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.When;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule set as the engine asks it: which rules watch that condition of that resource, in their order. */
final class RuleBook {
    /** A rule and its position, which decides among alerts of one instant. */
    record Placed(int position, Rule rule) {}

    private final List<Placed> all = new ArrayList<>();
    private final Map<When, List<Placed>> byWhen = new EnumMap<>(When.class);

    RuleBook(RuleSet rules) {
        for (Rule rule : rules.rules()) {
            Placed placed = new Placed(all.size(), rule);
            all.add(placed);
            byWhen.computeIfAbsent(rule.when(), w -> new ArrayList<>()).add(placed);
        }
    }

    List<Placed> watching(When when, ResourceId resource) {
        List<Placed> watching = new ArrayList<>();
        for (Placed placed : byWhen.getOrDefault(when, List.of())) {
            Rule rule = placed.rule().about(resource);
            if (rule != null) {
                watching.add(new Placed(placed.position(), rule));
            }
        }
        return watching;
    }

    /** The rule of that name, or null. */
    @Nullable Placed named(String alert) {
        for (Placed placed : all) {
            if (placed.rule().alert().equals(alert)) {
                return placed;
            }
        }
        return null;
    }
}
