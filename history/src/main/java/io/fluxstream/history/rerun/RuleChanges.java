package io.fluxstream.history.rerun;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.HistoryException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** By which rules the records of clusters were judged. */
public interface RuleChanges {
    /**
     * The rules that a record was the first to be judged by; null when it was judged by those before it, or nobody knows.
     *
     * @param record counted from 1 among all of the cluster
     * @throws HistoryException if they are kept nowhere, or this version cannot read them
     */
    @Nullable RuleSet from(String cluster, long record) throws HistoryException;

    /**
     * The rules of a revision, by which a checkpoint says that its cluster was judged.
     *
     * @throws HistoryException if they are kept nowhere, or this version cannot read them
     */
    RuleSet of(long revision, String hash) throws HistoryException;

    /** Whether the very first record of the cluster may be one that was observed then; no if nothing is known of that record. */
    boolean mayBegin(String cluster, Instant observedAt);

    /** The same rules for every record. */
    static RuleChanges never(RuleSet rules) {
        return new RuleChanges() {
            @Override
            public @Nullable RuleSet from(String cluster, long record) {
                return record == 1 ? rules : null;
            }

            @Override
            public RuleSet of(long revision, String hash) {
                return rules;
            }

            @Override
            public boolean mayBegin(String cluster, Instant observedAt) {
                return true;
            }
        };
    }
}
