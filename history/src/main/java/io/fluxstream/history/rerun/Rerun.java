package io.fluxstream.history.rerun;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.IncompatibleMemoryException;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.schemas.Checkpoint;
import java.util.List;

/** One cluster judged once more as the processor judged it, from its first record or from a checkpoint on. */
public final class Rerun {
    /** Rows of memory are of no use here, but pile up in the engine until they are taken. */
    private static final int BETWEEN_ROWS = 1 << 16;

    private final String cluster;
    private final RuleChanges changes;
    private final ClusterEngine engine;

    private Rerun(String cluster, RuleChanges changes, ClusterEngine engine) {
        this.cluster = cluster;
        this.changes = changes;
        this.engine = engine;
    }

    /**
     * From the cluster's very first record on.
     *
     * @throws HistoryException if the rules that it was judged by are not known
     */
    public static Rerun fromFirst(String cluster, RuleChanges changes) throws HistoryException {
        RuleSet first = changes.from(cluster, 1);
        if (first == null) {
            throw new HistoryException(
                    "nothing says by which rules the first record of cluster " + cluster + " was judged");
        }
        return new Rerun(cluster, changes, new ClusterEngine(cluster, first));
    }

    /**
     * From the record behind a checkpoint on.
     *
     * @throws HistoryException if the checkpoint or its rules cannot be read
     */
    public static Rerun from(Checkpoint checkpoint, RuleChanges changes) throws HistoryException {
        RuleSet rules = changes.of(checkpoint.due().revision(), checkpoint.due().hash());
        try {
            return new Rerun(
                    checkpoint.cluster(),
                    changes,
                    ClusterEngine.restore(checkpoint.cluster(), rules, checkpoint.rows()));
        } catch (IncompatibleMemoryException other) {
            throw new HistoryException(
                    "the checkpoint of record " + checkpoint.due().record() + " cannot be used (" + other.getMessage()
                            + ")",
                    other);
        }
    }

    /**
     * What follows from the next record.
     *
     * @throws HistoryException if the rules that it was judged by cannot be had; the record was not applied
     */
    public List<Effect> apply(FluxStatusEvent event) throws HistoryException {
        RuleSet changed = changes.from(cluster, engine.records() + 1);
        if (changed != null) {
            engine.activate(changed);
        }
        List<Effect> effects = engine.apply(event);
        if (engine.records() % BETWEEN_ROWS == 0) {
            engine.discardChangedRows();
        }
        return effects;
    }

    /** What readers were shown of everything that was there. */
    public List<Effect> shown() {
        return engine.shown();
    }
}
