package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleOverride;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule set as the engine asks it: which rules watch that condition of that resource, in their order. */
final class RuleBook {
    /** A rule as it is for some resources, and its position, which decides among alerts of one instant. */
    static final class Placed {
        private final int position;
        private final Rule rule;
        private final long lasting;
        private final long repeat;
        private final long keepFiringFor;

        Placed(int position, Rule rule) {
            this.position = position;
            this.rule = rule;
            lasting = rule.lasting().toMillis();
            Duration again = rule.repeat();
            repeat = again == null ? 0 : again.toMillis();
            keepFiringFor = rule.keepFiringFor().toMillis();
        }

        int position() {
            return position;
        }

        Rule rule() {
            return rule;
        }

        /** In milliseconds. */
        long lasting() {
            return lasting;
        }

        /** In milliseconds; 0 for none. */
        long repeat() {
            return repeat;
        }

        /** In milliseconds; 0 for none. */
        long keepFiringFor() {
            return keepFiringFor;
        }
    }

    /** The rules that concern a resource. Most resources share theirs with many others. */
    static final class Selection {
        private final Map<When, List<Placed>> byWhen = new EnumMap<>(When.class);

        private Selection(List<Placed> placed) {
            for (Placed one : placed) {
                byWhen.computeIfAbsent(one.rule.when(), when -> new ArrayList<>())
                        .add(one);
            }
        }

        List<Placed> watching(When when) {
            return byWhen.getOrDefault(when, List.of());
        }

        /** The rule of that name if it still watches that condition, or null. */
        @Nullable Placed named(String alert, When when) {
            for (Placed placed : watching(when)) {
                if (placed.rule.alert().equals(alert)) {
                    return placed;
                }
            }
            return null;
        }
    }

    /** A rule as written, and what each of its overrides makes of it. */
    private record Variants(Placed written, List<Placed> overridden) {
        static Variants of(int position, Rule rule) {
            List<Placed> overridden = new ArrayList<>();
            for (RuleOverride override : rule.overrides()) {
                overridden.add(new Placed(position, override.applied(rule)));
            }
            return new Variants(new Placed(position, rule), overridden);
        }

        /** The one that concerns a resource, or null. */
        @Nullable Placed about(ResourceId resource) {
            if (!written.rule.selector().selects(resource)) {
                return null;
            }
            Placed concerned = written;
            List<RuleOverride> overrides = written.rule.overrides();
            for (int i = 0; i < overrides.size(); i++) {
                if (overrides.get(i).match().selects(resource)) {
                    concerned = overridden.get(i);
                    break;
                }
            }
            return concerned.rule.enabled() ? concerned : null;
        }
    }

    private final RuleSet rules;
    private final List<Variants> all = new ArrayList<>();
    private final Map<List<Placed>, Selection> selections = new HashMap<>();

    RuleBook(RuleSet rules) {
        this.rules = rules;
        for (Rule rule : rules.rules()) {
            all.add(Variants.of(all.size(), rule));
        }
    }

    RuleSet rules() {
        return rules;
    }

    /** The rules that concern a resource; never changes for it, so that it is worth being kept. */
    Selection about(ResourceId resource) {
        List<Placed> concerned = new ArrayList<>();
        for (Variants variants : all) {
            Placed placed = variants.about(resource);
            if (placed != null) {
                concerned.add(placed);
            }
        }
        return selections.computeIfAbsent(concerned, Selection::new);
    }
}
