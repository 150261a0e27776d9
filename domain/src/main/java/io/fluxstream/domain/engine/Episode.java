package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.AlertIdentity;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition that lasts: what opened it, what it last said, and the rules that watch it. */
final class Episode {
    final When when;
    final ResourceId resource;
    final String uid;
    /** In milliseconds since 1970. */
    final long since;
    /** The resource version of the record that opened it, as written; empty for a cluster. */
    final String openedBy;

    final List<AlertTimer> timers = new ArrayList<>(2);

    @Nullable String reason;

    @Nullable String message;

    @Nullable String revision;

    Episode(When when, ResourceId resource, String uid, long since, String openedBy) {
        this.when = when;
        this.resource = resource;
        this.uid = uid;
        this.since = since;
        this.openedBy = openedBy;
    }

    AlertIdentity identity() {
        return new AlertIdentity(resource, uid, Instant.ofEpochMilli(since), openedBy);
    }

    void says(@Nullable String reason, @Nullable String message, @Nullable String revision) {
        this.reason = reason;
        this.message = message;
        this.revision = revision;
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
            case LOST, FLAPPING, UNREACHABLE -> throw new IllegalStateException("no episode of a resource is " + when);
        };
    }

    /** Whether the condition gives the moment of a first sight to what the resource itself says of its beginning. */
    static boolean mayHaveBegunUnseen(When when) {
        return when == When.FAILING || when == When.WAITING || when == When.PROGRESSING;
    }
}
