package io.fluxstream.domain.semantics;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a resource reports in a test; never changed, only copied. */
record Status(@Nullable Condition verdict, UnaryOperator<Observed.Builder> rest) {
    static Status ready(String revision) {
        return condition("True", "ReconciliationSucceeded", "Applied revision: " + revision)
                .and(builder -> builder.appliedRevision(revision).attemptedRevision(revision));
    }

    static Status ready() {
        return ready("main@sha1:1");
    }

    static Status failed(String reason) {
        return failed(reason, "it broke");
    }

    static Status failed(String reason, String message) {
        return condition("False", reason, message);
    }

    static Status waiting() {
        return failed("DependencyNotReady", "dependency 'flux-system/infra' is not ready");
    }

    static Status progressing() {
        return condition("Unknown", "Progressing", "Reconciliation in progress");
    }

    static Status pending() {
        return new Status(null, UnaryOperator.identity());
    }

    static Status condition(String status, String reason, String message) {
        return new Status(new Condition("Ready", status, reason, message, null, null), UnaryOperator.identity());
    }

    Status and(UnaryOperator<Observed.Builder> more) {
        return new Status(verdict, builder -> more.apply(rest.apply(builder)));
    }

    Status suspended() {
        return and(builder -> builder.suspended(true));
    }

    Status deleting() {
        return and(builder -> builder.deletionTimestamp(ClusterStory.START));
    }

    Status neverReady() {
        return and(builder -> builder.neverReady(true));
    }

    Status generation(long generation) {
        return and(builder -> builder.generation(generation));
    }

    Status attempted(String revision) {
        return and(builder -> builder.attemptedRevision(revision));
    }

    Status dependsOn(ResourceId... resources) {
        return and(builder -> builder.dependsOn(
                List.of(resources).stream().map(ResourceId::reference).toList()));
    }

    Status from(ResourceId source) {
        return and(builder -> builder.source(source.reference()));
    }

    Status labelled(String key, String value) {
        return and(builder -> builder.labels(Map.of(key, value)));
    }

    /** The Ready condition's generation. */
    Status seenGeneration(long generation) {
        return withReady(generation, verdict == null ? null : verdict.lastTransitionTime());
    }

    /** When the Ready condition says that it last changed. */
    Status changedAt(Instant lastTransitionTime) {
        return withReady(verdict == null ? null : verdict.observedGeneration(), lastTransitionTime);
    }

    private Status withReady(@Nullable Long generation, @Nullable Instant lastTransitionTime) {
        if (verdict == null) {
            throw new IllegalStateException("there is no Ready condition");
        }
        return new Status(
                new Condition(
                        "Ready", verdict.status(), verdict.reason(), verdict.message(), generation, lastTransitionTime),
                rest);
    }

    Observed of(Observed.Builder builder) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition("Stalled", "False", "Fine", "not what decides", null, null));
        if (verdict != null) {
            conditions.add(verdict);
        }
        return rest.apply(builder.apiVersion("v1").conditions(conditions)).build();
    }
}
