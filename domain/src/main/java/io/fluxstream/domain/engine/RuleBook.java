package io.fluxstream.domain.engine;

import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.When;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule set as the engine asks it: which rules watch that condition of that kind, in their order. */
final class RuleBook {
    /** A rule and its position, which decides among alerts of one instant. */
    record Placed(int position, Rule rule) {}

    private final List<Placed> all = new ArrayList<>();
    private final Map<String, Map<When, List<Placed>>> byKind = new HashMap<>();

    RuleBook(RuleSet rules) {
        for (Rule rule : rules.rules()) {
            all.add(new Placed(all.size(), rule));
        }
    }

    List<Placed> watching(When when, String kind) {
        return byKind.computeIfAbsent(kind, this::select).getOrDefault(when, List.of());
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

    private Map<When, List<Placed>> select(String kind) {
        Map<When, List<Placed>> selected = new EnumMap<>(When.class);
        for (Placed placed : all) {
            if (placed.rule().selects(kind)) {
                selected.computeIfAbsent(placed.rule().when(), w -> new ArrayList<>())
                        .add(placed);
            }
        }
        return selected;
    }
}
