package io.fluxstream.rules;

import io.fluxstream.domain.rule.RuleSet;

/** The rules that flux-stream ships: the file {@code built-in.yaml}. */
public final class BuiltInRules {
    /** What the file is called in messages. */
    public static final String FILE = "built-in.yaml";

    private BuiltInRules() {}

    /** The rules, as revision 0. */
    public static RuleSet ruleSet() {
        return Holder.LOADED.rules();
    }

    /** The file's text. */
    public static String text() {
        return Holder.LOADED.text();
    }

    /** Read when it is first asked for. */
    private static final class Holder {
        static final RuleFile.Loaded LOADED = load();

        private static RuleFile.Loaded load() {
            return RuleFile.parse(FILE, Shipped.text(FILE)).match(loaded -> loaded, mistakes -> {
                throw new IllegalStateException("the built-in rules are wrong: " + mistakes.mistakes());
            });
        }
    }
}
