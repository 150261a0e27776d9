package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule over one episode: when it speaks next, and what it has said. */
final class AlertTimer {
    /** The order in which timers of one cluster fire. */
    static final Comparator<AlertTimer> BY_DUE = Comparator.<AlertTimer>comparingLong(timer -> timer.due)
            .thenComparing(timer -> timer.episode.resource)
            .thenComparingInt(timer -> timer.position);

    /** Never due again. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int NOT_FIRED = -1;

    final Episode episode;
    final int position;
    final Rule rule;
    /** In milliseconds since 1970. Changes only while the timer is in no queue. */
    long due;
    /** Of the last event; negative before the first. */
    int sequence = NOT_FIRED;

    private @Nullable RootCause rootCause;
    private List<Reference> affected = List.of();
    private int affectedCount;
    private Map<String, String> labels = Map.of();

    AlertTimer(Episode episode, RuleBook.Placed placed, long due) {
        this.episode = episode;
        this.position = placed.position();
        this.rule = placed.rule();
        this.due = due;
    }

    boolean hasFired() {
        return sequence > NOT_FIRED;
    }

    /** Counts the event that is due, and says when the next one is: {@link #NEVER} without repetition. */
    void speak() {
        sequence++;
        Duration repeat = rule.repeat();
        due = repeat == null ? NEVER : due + repeat.toMillis();
    }

    /** Leaves out all repetitions that are due before {@code t} but the last one. */
    void skipMissedRepeats(long t) {
        Duration repeat = rule.repeat();
        if (hasFired() && repeat != null && due < t) {
            due += (t - 1 - due) / repeat.toMillis() * repeat.toMillis();
        }
    }

    /** What the alert carries from its firing to its resolution. */
    void carry(@Nullable RootCause rootCause, List<Reference> affected, int affectedCount, Map<String, String> labels) {
        this.rootCause = rootCause;
        this.affected = affected;
        this.affectedCount = affectedCount;
        this.labels = labels;
    }

    FluxAlert spoken(int sequence, long at) {
        return event(sequence == 0 ? Action.FIRING : Action.REPEATED, sequence, at, null);
    }

    FluxAlert resolved(long at, Resolution resolution) {
        return event(Action.RESOLVED, sequence, at, resolution);
    }

    private FluxAlert event(Action action, int sequence, long at, @Nullable Resolution resolution) {
        return new FluxAlert(
                episode.identity().alertId(rule.alert()),
                episode.identity().incident(),
                rule.alert(),
                action,
                sequence,
                rule.severity(),
                episode.resource,
                episode.uid,
                episode.reason,
                episode.message,
                episode.revision,
                Instant.ofEpochMilli(episode.since),
                Instant.ofEpochMilli(at),
                resolution,
                rootCause,
                affected,
                affectedCount,
                labels);
    }

    void write(RowWriter out) {
        out.string(rule.alert());
        out.number(due);
        out.number(sequence);
        out.bool(rootCause != null);
        if (rootCause != null) {
            out.reference(rootCause.resource());
            out.bool(rootCause.missing());
        }
        out.references(affected);
        out.number(affectedCount);
        out.strings(labels);
    }

    static AlertTimer read(RowReader in, Episode episode, RuleBook rules) {
        String alert = in.string();
        RuleBook.Placed placed = rules.named(alert);
        if (placed == null) {
            throw new IncompatibleMemoryException("it knows alerts of a rule " + alert + " that is not there");
        }
        AlertTimer timer = new AlertTimer(episode, placed, in.number());
        timer.sequence = (int) in.number();
        RootCause rootCause = in.bool() ? new RootCause(in.reference(), in.bool()) : null;
        timer.carry(rootCause, in.references(), (int) in.number(), in.strings());
        return timer;
    }
}
