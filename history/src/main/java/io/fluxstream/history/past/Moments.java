package io.fluxstream.history.past;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.replay.Judge;
import io.fluxstream.history.rerun.Rerun;
import io.fluxstream.history.rerun.RuleChanges;
import io.fluxstream.schemas.Checkpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One cluster up to an instant: what follows from each record, with the record's time. */
final class Moments implements Judge<List<Moments.Moment>> {
    /** What follows from a record at the cluster's time. */
    record Moment(Instant at, List<Effect> effects) {}

    private final String cluster;
    private final Past past;
    private final @Nullable Checkpoint start;
    private final Instant last;
    private @Nullable Rerun rerun;
    /** What was raised up to then is known already. */
    private Instant raised = Instant.MIN;

    private Instant clock = Instant.MIN;

    Moments(String cluster, Past past, @Nullable Checkpoint start, Instant last) {
        this.cluster = cluster;
        this.past = past;
        this.start = start;
        this.last = last;
    }

    @Override
    public @Nullable List<Moment> judge(FluxStatusEvent event) {
        if (clock.isAfter(last)) {
            // The first record past the instant was still judged: it says what fell due before.
            return null;
        }
        List<Moment> moments = new ArrayList<>(1);
        try {
            Rerun underWay = rerun;
            if (underWay == null) {
                underWay = begin(event, moments);
                rerun = underWay;
            }
            if (event.observedAt().isAfter(clock)) {
                clock = event.observedAt();
            }
            List<Effect> effects = new ArrayList<>(underWay.apply(event));
            effects.removeIf(this::isKnown);
            if (!effects.isEmpty()) {
                moments.add(new Moment(clock, effects));
            }
        } catch (HistoryException unreadable) {
            throw new CompletionException(unreadable);
        }
        return moments.isEmpty() ? null : moments;
    }

    private Rerun begin(FluxStatusEvent event, List<Moment> moments) throws HistoryException {
        if (start != null) {
            Rerun from = Rerun.from(start, past.changes());
            raised = start.due().at();
            clock = raised;
            List<Effect> before = new ArrayList<>();
            for (FluxAlert alert : past.before().upTo(cluster, raised)) {
                before.add(new Effect.Alerted(alert));
            }
            before.addAll(from.shown());
            moments.add(new Moment(raised, before));
            return from;
        }
        return past.changes().mayBegin(cluster, event.observedAt())
                ? Rerun.fromFirst(cluster, past.changes())
                : Rerun.fromFirst(cluster, RuleChanges.never(past.otherwise()));
    }

    private boolean isKnown(Effect effect) {
        return effect instanceof Effect.Alerted alerted && !alerted.alert().at().isAfter(raised);
    }
}
