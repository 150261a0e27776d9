package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.When;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One rule over one episode: when it speaks next, what it has said, and when that ends by itself. Its times and its
 * position change only while it is in no queue.
 */
final class AlertTimer {
    /** The order in which timers of one cluster fall due. */
    static final Comparator<AlertTimer> BY_DUE = AlertTimer::compareByDue;

    /** Never due again. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int NOT_FIRED = -1;
    private static final int NO_POSITION = -1;

    final String alert;
    final When when;
    Episode episode;
    int position = NO_POSITION;
    private RuleBook.@Nullable Placed placed;
    /** What the rule asks for, in milliseconds; a repetition of 0 is none. */
    private long lasting;

    private long repeat;
    /** When it speaks next, in milliseconds since 1970. */
    long due;
    /** When the alert, or the flapping, is over unless something comes between. */
    long ends = NEVER;
    /** Its time came and what the rule asks of the resource did not hold: it waits for the next observation. */
    boolean refused;
    /** Of the last event; negative before the first. */
    int sequence = NOT_FIRED;

    private long spokenAt;
    private @Nullable Carried carried;
    /** Of a cluster's alert what it said last; of a resource's the episode knows. */
    private @Nullable String message;

    AlertTimer(Episode episode, RuleBook.Placed placed, long due) {
        this(episode, placed.rule().alert(), placed.rule().when());
        adopt(placed);
        this.due = due;
    }

    private AlertTimer(Episode episode, String alert, When when) {
        this.episode = episode;
        this.alert = alert;
        this.when = when;
    }

    private static int compareByDue(AlertTimer one, AlertTimer other) {
        if (one == other) {
            return 0;
        }
        int byTime = Long.compare(one.next(), other.next());
        if (byTime != 0) {
            return byTime;
        }
        int byResource = one.episode.resource.compareTo(other.episode.resource);
        return byResource != 0 ? byResource : Integer.compare(one.position, other.position);
    }

    /** When anything happens to it: it speaks, or it ends. */
    long next() {
        return Math.min(due, ends);
    }

    Rule rule() {
        return placed().rule();
    }

    /** How long its resolution is held back, in milliseconds. */
    long keepFiringFor() {
        return placed().keepFiringFor();
    }

    private RuleBook.Placed placed() {
        if (placed == null) {
            throw new IllegalStateException("no rule was found for " + alert);
        }
        return placed;
    }

    boolean hasFired() {
        return sequence > NOT_FIRED;
    }

    /** Whether the episode is over and the resolution is held back. */
    boolean isLingering() {
        return episode.closed;
    }

    /** Follows a rule as it is written now, from the moment on that it is given. */
    void follow(RuleBook.Placed placed, long from) {
        long lastingBefore = lasting;
        long repeatBefore = repeat;
        adopt(placed);
        if (isLingering()) {
            return;
        }
        if (!hasFired() && (refused || lasting != lastingBefore)) {
            refused = false;
            due = Math.max(episode.since + lasting, from);
        } else if (hasFired() && repeat != repeatBefore) {
            repeatsAfter(from);
        }
    }

    /** Follows the rule under which it was written. */
    void adopt(RuleBook.Placed placed) {
        this.placed = placed;
        position = placed.position();
        lasting = placed.lasting();
        repeat = placed.repeat();
    }

    /** The next repetition, as counted from the last event, is the first one after that moment. */
    private void repeatsAfter(long moment) {
        due = repeat == 0 ? NEVER : spokenAt + ((moment - spokenAt) / repeat + 1) * repeat;
    }

    /** Its time came in vain. */
    void refuse() {
        refused = true;
        due = NEVER;
    }

    /** What was refused holds now. */
    void accept(long t) {
        refused = false;
        due = t;
    }

    /** Counts the event that is due, and says when the next one is: {@link #NEVER} without repetition. */
    void speak() {
        sequence++;
        spokenAt = due;
        due = repeat == 0 ? NEVER : due + repeat;
    }

    /** Leaves out all repetitions that are due before {@code t} but the last one. */
    void skipMissedRepeats(long t) {
        if (hasFired() && repeat != 0 && due < t) {
            due += (t - 1 - due) / repeat * repeat;
        }
    }

    /** The episode is over, and the alert will be in a while. */
    void lingers(long until) {
        due = NEVER;
        ends = until;
    }

    /** Another episode opened while the alert lingered: it goes on. */
    void goesOnIn(Episode other, long t) {
        episode = other;
        ends = NEVER;
        repeatsAfter(t);
    }

    /** What the alert carries from its firing to its resolution. */
    void carry(Carried carried) {
        this.carried = carried;
    }

    void says(String message) {
        this.message = message;
    }

    FluxAlert spoken(int sequence, long at) {
        return event(sequence == 0 ? Action.FIRING : Action.REPEATED, sequence, at, null);
    }

    FluxAlert resolved(long at, Resolution resolution) {
        return event(Action.RESOLVED, sequence, at, resolution);
    }

    private FluxAlert event(Action action, int sequence, long at, @Nullable Resolution resolution) {
        if (carried == null) {
            throw new IllegalStateException(alert + " has not fired");
        }
        return new FluxAlert(
                carried.id(),
                carried.incident(),
                alert,
                action,
                sequence,
                carried.severity(),
                episode.resource,
                episode.uid,
                message == null ? episode.reason : AlertWords.LEASE_EXPIRED,
                message == null ? episode.message : message,
                episode.revision,
                carried.identity().since(),
                Instant.ofEpochMilli(at),
                resolution,
                carried.rootCause(),
                carried.affected(),
                carried.affectedCount(),
                carried.labels(),
                carried.ruleLabels(),
                carried.annotations(),
                carried.rules());
    }

    void write(RowWriter out) {
        out.string(alert);
        out.constant(when);
        out.number(lasting);
        out.number(repeat);
        out.number(due);
        out.number(ends);
        out.bool(refused);
        out.number(sequence);
        out.number(spokenAt);
        out.optional(message);
        out.bool(carried != null);
        if (carried != null) {
            carried.write(out);
        }
    }

    static AlertTimer read(RowReader in, Episode episode) {
        String alert = in.string();
        When when = in.constant(When.class);
        if (when == null) {
            throw new IncompatibleMemoryException("an alert of " + alert + " has no condition");
        }
        AlertTimer timer = new AlertTimer(episode, alert, when);
        timer.lasting = in.number();
        timer.repeat = in.number();
        timer.due = in.number();
        timer.ends = in.number();
        timer.refused = in.bool();
        timer.sequence = (int) in.number();
        timer.spokenAt = in.number();
        timer.message = in.optional();
        timer.carried = in.bool() ? Carried.read(in, episode, alert) : null;
        return timer;
    }
}
