package io.fluxstream.processor;

import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.RuleRevision.Origin;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules that somebody wants to be in force, and what that comes to in view of those that are in the log.
 *
 * @param revision the number that their author gave them; 0 for none
 * @param isOrder they are to be in force even if others have replaced them before
 */
public record RuleOffer(String name, long revision, String hash, String content, Origin origin, boolean isOrder) {
    /** What a process was started with: it does not bring back what was replaced in the meantime. */
    public static RuleOffer atStart(String name, RuleFile.Loaded file) {
        return of(name, file, Origin.FILE, false);
    }

    /** What somebody ordered just now. */
    public static RuleOffer order(String name, RuleFile.Loaded file) {
        return of(name, file, Origin.FILE, true);
    }

    /** The rules that flux-stream ships. */
    public static RuleOffer builtIn() {
        return new RuleOffer(
                "the built-in rules", 0, BuiltInRules.ruleSet().hash(), BuiltInRules.text(), Origin.BUILT_IN, false);
    }

    private static RuleOffer of(String name, RuleFile.Loaded file, Origin origin, boolean isOrder) {
        return new RuleOffer(name, file.rules().revision(), file.rules().hash(), file.text(), origin, isOrder);
    }

    /** What comes of an offer. */
    public record Answer(
            long revision, boolean isAdded, @Nullable String warning) {}

    /**
     * The answer in view of what is in the log; a revision that is added is the greatest.
     *
     * @throws RulesRefusedException if the offer contradicts what is in the log
     */
    Answer answer(Collection<RuleRevision> known) {
        Optional<RuleRevision> newest = known.stream().max(Comparator.comparingLong(RuleRevision::revision));
        if (newest.isEmpty()) {
            return new Answer(Math.max(1, revision), true, null);
        }
        RuleRevision inForce = newest.get();
        if (revision > 0) {
            return numbered(known, inForce);
        }
        boolean stays = inForce.hash().equals(hash) || (origin == Origin.BUILT_IN && inForce.origin() == Origin.FILE);
        if (stays) {
            return new Answer(inForce.revision(), false, null);
        }
        Optional<RuleRevision> earlier = known.stream()
                .filter(other -> other.hash().equals(hash))
                .max(Comparator.comparingLong(RuleRevision::revision));
        if (earlier.isPresent() && !isOrder) {
            return new Answer(
                    inForce.revision(),
                    false,
                    name + " is revision " + earlier.get().revision() + " of the rules, but revision "
                            + inForce.revision() + " has replaced it and stays in force; to go back, use flux-stream"
                            + " rules apply");
        }
        return new Answer(inForce.revision() + 1, true, null);
    }

    private Answer numbered(Collection<RuleRevision> known, RuleRevision inForce) {
        Optional<RuleRevision> same =
                known.stream().filter(other -> other.revision() == revision).findFirst();
        if (same.isPresent() && !same.get().hash().equals(hash)) {
            throw new RulesRefusedException(name + " says it is revision " + revision + ", but flux-rules has other"
                    + " rules under that number: give it revision " + (inForce.revision() + 1) + ", or leave the number"
                    + " out");
        }
        if (same.isEmpty() && revision < inForce.revision()) {
            throw new RulesRefusedException(name + " says it is revision " + revision + ", but revision "
                    + inForce.revision() + " is in force already: give it revision " + (inForce.revision() + 1)
                    + ", or leave the number out");
        }
        if (same.isEmpty()) {
            return new Answer(revision, true, null);
        }
        return new Answer(
                inForce.revision(),
                false,
                revision == inForce.revision()
                        ? null
                        : name + " is revision " + revision + " of the rules, but revision " + inForce.revision()
                                + " is in force");
    }
}
