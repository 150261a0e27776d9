package io.fluxstream.cli.history;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.history.rerun.RuleShelf;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules in flux-rules by their revision; those that are in no log are given. */
final class LoggedRules implements RuleShelf {
    private final RuleSet unrecorded;
    private final Map<Long, RuleRevision> revisions = new HashMap<>();

    private LoggedRules(RuleSet unrecorded) {
        this.unrecorded = unrecorded;
    }

    static LoggedRules read(Map<String, String> kafka, RuleSet unrecorded) throws HistoryException {
        LoggedRules rules = new LoggedRules(unrecorded);
        PartitionCursor opened =
                PartitionCursor.openIfThere(kafka, Topics.RULES.name(), 0).orElse(null);
        if (opened == null) {
            return rules;
        }
        try (PartitionCursor cursor = opened) {
            for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
                rules.add(record.value());
            }
        }
        return rules;
    }

    private void add(byte @Nullable [] value) {
        if (value != null) {
            Topics.RULES
                    .codec()
                    .decode(value)
                    .<Boolean>match(
                            revision -> revisions.put(revision.revision(), revision) == null,
                            unknown -> false,
                            malformed -> false);
        }
    }

    @Override
    public RuleSet rules(long revision, String hash) throws HistoryException {
        if (revision == 0) {
            return new RuleSet(0, hash, unrecorded.rules());
        }
        RuleRevision kept = revisions.get(revision);
        if (kept == null || !kept.hash().equals(hash)) {
            throw new HistoryException(
                    Topics.RULES.name() + " does not hold revision " + revision + " with hash " + hash);
        }
        RuleFile read = RuleFile.parse("revision " + revision, kept.content());
        if (read instanceof RuleFile.Loaded loaded) {
            return new RuleSet(revision, hash, loaded.rules().rules());
        }
        throw new HistoryException("revision " + revision + " of " + Topics.RULES.name()
                + " has rules that this version of flux-stream cannot read");
    }
}
