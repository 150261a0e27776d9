package io.fluxstream.history.past;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.replay.Judge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cluster up to an instant: what follows from each record, with the record's time. */
final class Moments implements Judge<Moments.Moment> {
    private static final int BETWEEN_ROWS = 1 << 16;

    /** What follows from a record at the cluster's time. */
    record Moment(Instant at, List<Effect> effects) {}

    private final ClusterEngine engine;
    private final Instant last;
    private Instant clock = Instant.MIN;
    private int records;

    Moments(String cluster, RuleSet rules, Instant last) {
        engine = new ClusterEngine(cluster, rules);
        this.last = last;
    }

    @Override
    public @Nullable Moment judge(FluxStatusEvent event) {
        if (clock.isAfter(last)) {
            // The first record past the instant was still judged: it says what fell due before.
            return null;
        }
        if (event.observedAt().isAfter(clock)) {
            clock = event.observedAt();
        }
        List<Effect> effects = engine.apply(event);
        records++;
        if (records % BETWEEN_ROWS == 0) {
            engine.takeChangedRows();
        }
        return effects.isEmpty() ? null : new Moment(clock, effects);
    }
}
