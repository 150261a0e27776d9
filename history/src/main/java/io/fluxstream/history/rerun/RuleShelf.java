package io.fluxstream.history.rerun;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.HistoryException;

/** Where rules are kept by their revision. */
@FunctionalInterface
public interface RuleShelf {
    /**
     * The rules of a revision.
     *
     * @param revision 0 for rules that are in no log
     * @throws HistoryException if they are not there, or this version cannot read them
     */
    RuleSet rules(long revision, String hash) throws HistoryException;
}
