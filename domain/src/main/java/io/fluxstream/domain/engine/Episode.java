package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.AlertIdentity;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A condition that lasts: what opened it, what it last said, and the rules that watch it. */
final class Episode {
    final When when;
    final ResourceId resource;
    final String uid;
    /** In milliseconds since 1970. */
    final long since;
    /** The resource version of the record that opened it; {@link ResourceMemory#NO_VERSION} for a cluster. */
    final long openedBy;
    /** A failure of what was READY before. */
    final boolean lost;

    final List<AlertTimer> timers = new ArrayList<>(2);
    /** The resource's memory; null for the cluster's own. */
    final @Nullable ResourceMemory owner;
    /** It is over, and only alerts whose resolution is held back keep it. */
    boolean closed;

    @Nullable String reason;

    @Nullable String message;

    @Nullable String revision;
    /** With messages cut like those of alerts. */
    List<Condition> conditions = List.of();

    /** One of a resource. */
    Episode(When when, ResourceMemory owner, long since, long openedBy, boolean lost) {
        this(when, owner, owner.id, owner.uid, since, openedBy, lost);
    }

    /** One of the cluster itself. */
    Episode(When when, ResourceId cluster, long since) {
        this(when, null, cluster, "", since, ResourceMemory.NO_VERSION, false);
    }

    private Episode(
            When when,
            @Nullable ResourceMemory owner,
            ResourceId resource,
            String uid,
            long since,
            long openedBy,
            boolean lost) {
        this.when = when;
        this.owner = owner;
        this.resource = resource;
        this.uid = uid;
        this.since = since;
        this.openedBy = openedBy;
        this.lost = lost;
    }

    Reference reference() {
        return owner == null ? resource.reference() : owner.reference;
    }

    AlertIdentity identity() {
        return new AlertIdentity(resource, uid, Instant.ofEpochMilli(since), version());
    }

    private String version() {
        return openedBy == ResourceMemory.NO_VERSION ? "" : Long.toString(openedBy);
    }

    /** Says whether more of it changed than the times of its conditions. */
    boolean says(
            @Nullable String reason, @Nullable String message, @Nullable String revision, List<Condition> conditions) {
        boolean changed = !Objects.equals(this.reason, reason)
                || !Objects.equals(this.message, message)
                || !Objects.equals(this.revision, revision)
                || !areLike(this.conditions, conditions);
        this.reason = reason;
        this.message = message;
        this.revision = revision;
        this.conditions = conditions;
        return changed;
    }

    boolean saysLike(Episode other) {
        return says(other.reason, other.message, other.revision, other.conditions);
    }

    private static boolean areLike(List<Condition> some, List<Condition> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).saysLike(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The alert of that rule, or null. */
    @Nullable AlertTimer timer(String alert) {
        for (AlertTimer timer : timers) {
            if (timer.alert.equals(alert)) {
                return timer;
            }
        }
        return null;
    }

    /** The condition that a phase opens, or null for none. */
    static @Nullable When openedBy(Phase phase) {
        return switch (phase) {
            case FAILED -> When.FAILING;
            case WAITING -> When.WAITING;
            case PROGRESSING -> When.PROGRESSING;
            case PENDING -> When.PENDING;
            case DELETING -> When.DELETING;
            case SUSPENDED -> When.SUSPENDED;
            case READY, STATIC, GONE -> null;
        };
    }

    /** Whether a phase ends this condition. */
    boolean isClosedBy(Phase phase) {
        return switch (when) {
            case FAILING -> phase.isSettled() && phase != Phase.FAILED && phase != Phase.WAITING;
            case WAITING -> phase.isSettled() && phase != Phase.WAITING;
            case SUSPENDED -> phase.isSettled() && phase != Phase.SUSPENDED;
            case PROGRESSING -> phase.isSettled();
            case PENDING -> phase != Phase.PENDING;
            case DELETING -> phase == Phase.GONE;
            // Otherwise it ends by itself.
            case FLAPPING -> phase == Phase.SUSPENDED || phase == Phase.STATIC || phase == Phase.GONE;
            case LOST, UNREACHABLE -> throw new IllegalStateException("no episode of a resource is " + when);
        };
    }

    /** Whether the condition gives the moment of a first sight to what the resource itself says of its beginning. */
    static boolean mayHaveBegunUnseen(When when) {
        return when == When.FAILING || when == When.WAITING || when == When.PROGRESSING;
    }

    void write(RowWriter out) {
        out.constant(when);
        out.string(uid);
        out.number(since);
        out.string(version());
        out.bool(lost);
        out.bool(closed);
        out.optional(reason);
        out.optional(message);
        out.optional(revision);
        out.conditions(conditions);
        out.number(timers.size());
        timers.forEach(timer -> timer.write(out));
    }

    void writeTimes(RowWriter out) {
        for (Condition condition : conditions) {
            out.optional(condition.lastTransitionTime());
        }
    }

    void readTimes(RowReader in) {
        List<Condition> moved = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            moved.add(condition.at(in.optionalInstant()));
        }
        conditions = List.copyOf(moved);
    }

    private static long version(String written) {
        return written.isEmpty() ? ResourceMemory.NO_VERSION : Long.parseLong(written);
    }

    static Episode read(RowReader in, @Nullable ResourceMemory owner, ResourceId resource) {
        When when = in.constant(When.class);
        if (when == null) {
            throw new IncompatibleMemoryException("an episode of " + resource + " has no condition");
        }
        Episode episode = new Episode(when, owner, resource, in.string(), in.number(), version(in.string()), in.bool());
        episode.closed = in.bool();
        episode.says(in.optional(), in.optional(), in.optional(), in.conditions());
        for (long left = in.number(); left > 0; left--) {
            episode.timers.add(AlertTimer.read(in, episode));
        }
        return episode;
    }
}
