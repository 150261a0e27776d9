package io.fluxstream.cli.history;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.rules.RuleFile;
import java.nio.file.Path;

/** Rules that an argument names. */
final class RuleSource {
    /** The rules that flux-stream ships, in place of a file. */
    static final String BUILT_IN = "built-in";

    private static final long FIRST_REVISION = 1;

    private RuleSource() {}

    /**
     * The rules of a file.
     *
     * @throws CommandFailure if it has a mistake
     */
    static RuleSet load(String name) {
        if (name.equals(BUILT_IN)) {
            return builtIn();
        }
        return RuleFile.read(Path.of(name)).match(RuleFile.Loaded::rules, wrong -> {
            int others = wrong.mistakes().size() - 1;
            throw CommandFailure.usage(wrong.mistakes().get(0)
                    + (others == 0 ? "" : "; and " + others + " more: flux-stream rules check " + name + " shows all"));
        });
    }

    /** As the first revision: so they stand in a log that nobody has given others. */
    private static RuleSet builtIn() {
        RuleSet shipped = BuiltInRules.ruleSet();
        return new RuleSet(FIRST_REVISION, shipped.hash(), shipped.rules());
    }
}
