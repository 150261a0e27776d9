package io.fluxstream.history.simulate;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource as the simulated API server holds it. */
final class SimulatedResource {
    final ResourceId id;
    final String apiVersion;
    final List<Reference> dependsOn;
    final @Nullable Reference source;

    private final String interval;
    private final Map<String, String> labels;

    boolean exists = true;
    boolean neverReady;
    boolean suspended;
    String uid;
    long generation = 1;
    long resourceVersion;

    @Nullable Long observedGeneration = -1L;

    @Nullable Instant deletionTimestamp;

    @Nullable String applied;

    @Nullable String attempted;

    @Nullable String artifact;

    @Nullable Condition ready;

    @Nullable Condition reconciling;

    @Nullable Condition other;

    @Nullable Fault fault;
    /** Until when it fails every other time; in milliseconds since 1970. */
    long flapsUntil;
    /** How the last attempt ended. */
    boolean failedLast;
    /** What was planned under another number is off. */
    int plan;

    SimulatedResource(
            ResourceId id,
            String apiVersion,
            String interval,
            List<Reference> dependsOn,
            @Nullable Reference source,
            Map<String, String> labels,
            String uid) {
        this.id = id;
        this.apiVersion = apiVersion;
        this.interval = interval;
        this.dependsOn = dependsOn;
        this.source = source;
        this.labels = labels;
        this.uid = uid;
    }

    boolean isReady() {
        return exists && ready != null && ready.status().equals("True");
    }

    boolean hasFailed() {
        return ready != null && ready.status().equals("False");
    }

    /** Whether its controller looks at it. */
    boolean isActive() {
        return exists && !suspended && deletionTimestamp == null;
    }

    /** Another incarnation under the same name. */
    void startAfresh(String newUid) {
        uid = newUid;
        exists = true;
        generation = 1;
        observedGeneration = -1L;
        deletionTimestamp = null;
        suspended = false;
        applied = null;
        attempted = null;
        artifact = null;
        ready = null;
        reconciling = null;
        other = null;
        fault = null;
        failedLast = false;
    }

    void says(String status, String reason, String message, long now) {
        ready = moved(ready, new Condition(Condition.READY, status, reason, message, generation, null), now);
    }

    void isReconciling(String reason, String message, long now) {
        reconciling = moved(reconciling, new Condition("Reconciling", "True", reason, message, generation, null), now);
    }

    void alsoSays(String type, String status, String reason, String message, long now) {
        other = moved(other, new Condition(type, status, reason, message, generation, null), now);
    }

    /** The time of a condition moves with its status, reason and message, and has whole seconds. */
    private static Condition moved(@Nullable Condition before, Condition now, long at) {
        Instant time = before != null && saysTheSame(before, now)
                ? before.lastTransitionTime()
                : Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS);
        return new Condition(now.type(), now.status(), now.reason(), now.message(), now.observedGeneration(), time);
    }

    private static boolean saysTheSame(Condition before, Condition now) {
        return before.type().equals(now.type())
                && before.status().equals(now.status())
                && before.reason().equals(now.reason())
                && before.message().equals(now.message());
    }

    Observed observed(String session, Instant at, long snapshot) {
        List<Condition> conditions = new ArrayList<>(3);
        if (reconciling != null) {
            conditions.add(reconciling);
        }
        if (ready != null) {
            conditions.add(ready);
        }
        if (other != null) {
            conditions.add(other);
        }
        return Observed.of(id, session, at)
                .snapshot(snapshot)
                .apiVersion(apiVersion)
                .uid(uid)
                .resourceVersion(resourceVersion)
                .generation(generation)
                .observedGeneration(observedGeneration)
                .deletionTimestamp(deletionTimestamp)
                .suspended(suspended)
                .neverReady(neverReady)
                .interval(interval)
                .dependsOn(dependsOn)
                .source(source)
                .conditions(conditions)
                .appliedRevision(applied)
                .attemptedRevision(attempted)
                .artifactRevision(artifact)
                .labels(labels)
                .build();
    }
}
