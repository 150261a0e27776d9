package io.fluxstream.watcher.object;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.schemas.json.WireTime;
import io.fluxstream.watcher.masking.CredentialMask;
import io.fluxstream.watcher.object.RawObject.RawCondition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kubernetes object that has an identity, and what Flux says in it. */
public final class KubernetesObject {
    /** No controller of Flux comes near; keeps the record of a strange object publishable. */
    private static final int MAX_CONDITIONS = 32;

    private static final int MAX_DEPENDENCIES = 1_000;

    private final RawObject raw;
    private final String apiVersion;
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    private final long resourceVersion;

    KubernetesObject(
            RawObject raw,
            String apiVersion,
            String kind,
            String namespace,
            String name,
            String uid,
            long resourceVersion) {
        this.raw = raw;
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
        this.uid = uid;
        this.resourceVersion = resourceVersion;
    }

    /** The kind's name as {@link io.fluxstream.domain.resource.Kinds} writes it. */
    public String kind() {
        return kind;
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    public long resourceVersion() {
        return resourceVersion;
    }

    /** The record of having seen the object. */
    public Observed observed(Stamp stamp) {
        return Observed.of(id(stamp), stamp.session(), stamp.observedAt())
                .snapshot(stamp.snapshot())
                .apiVersion(apiVersion)
                .uid(uid)
                .resourceVersion(resourceVersion)
                .generation(raw.generation == null ? 0 : Math.max(0, raw.generation))
                .observedGeneration(raw.observedGeneration)
                .deletionTimestamp(time(raw.deletionTimestamp, stamp.shift()))
                .suspended(Suspension.isInForce(kind, raw))
                .neverReady(neverReady())
                .interval(nonEmpty(raw.interval))
                .dependsOn(References.dependencies(raw, kind, namespace).stream()
                        .limit(MAX_DEPENDENCIES)
                        .toList())
                .source(References.source(raw, kind, namespace, name))
                .conditions(conditions(stamp.shift()))
                .appliedRevision(
                        nonEmpty(raw.lastAppliedRevision == null ? raw.releasedRevision : raw.lastAppliedRevision))
                .attemptedRevision(nonEmpty(raw.lastAttemptedRevision))
                .artifactRevision(nonEmpty(raw.artifactRevision))
                .handledReconcileAt(nonEmpty(raw.lastHandledReconcileAt))
                .labels(labels())
                .build();
    }

    /** The record of the object's deletion. */
    public FluxStatusEvent.Deleted deleted(Stamp stamp) {
        return new FluxStatusEvent.Deleted(id(stamp), stamp.session(), stamp.observedAt(), uid, resourceVersion);
    }

    private ResourceId id(Stamp stamp) {
        return new ResourceId(stamp.cluster(), kind, namespace, name);
    }

    private boolean neverReady() {
        return switch (kind) {
            case "HelmRepository" -> "oci".equals(raw.type);
            case "Alert", "Provider" -> true;
            default -> false;
        };
    }

    private List<Condition> conditions(Duration shift) {
        List<Condition> conditions = new ArrayList<>(raw.conditions.size());
        for (RawCondition condition : raw.conditions) {
            if (conditions.size() == MAX_CONDITIONS) {
                break;
            }
            if (condition.type != null && !condition.type.isEmpty()) {
                conditions.add(condition(condition, shift));
            }
        }
        return conditions;
    }

    private static Condition condition(RawCondition condition, Duration shift) {
        return new Condition(
                orEmpty(condition.type),
                orEmpty(condition.status),
                orEmpty(condition.reason),
                message(orEmpty(condition.message)),
                condition.observedGeneration,
                time(condition.lastTransitionTime, shift));
    }

    /** Masked before it is cut, or half a token could slip through at the cut. */
    private static String message(String text) {
        String masked = CredentialMask.mask(text);
        if (masked.length() <= Observed.MAX_MESSAGE) {
            return masked;
        }
        boolean splitsPair = Character.isHighSurrogate(masked.charAt(Observed.MAX_MESSAGE - 1));
        return masked.substring(0, splitsPair ? Observed.MAX_MESSAGE - 1 : Observed.MAX_MESSAGE);
    }

    /** The first ones in order of their keys, so that the same object always keeps the same labels. */
    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        raw.labels.entrySet().stream()
                .limit(Observed.MAX_LABELS)
                .forEach(label -> labels.put(label.getKey(), label.getValue()));
        return labels;
    }

    private static @Nullable Instant time(@Nullable String text, Duration shift) {
        if (text == null) {
            return null;
        }
        try {
            return WireTime.parse(text).plus(shift);
        } catch (DateTimeException | ArithmeticException notATime) {
            return null;
        }
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
