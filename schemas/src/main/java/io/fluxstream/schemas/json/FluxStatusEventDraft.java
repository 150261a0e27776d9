package io.fluxstream.schemas.json;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of all types of flux-status records as they come in; {@code type} need not be the first. */
final class FluxStatusEventDraft implements JsonIn.Fields {
    private static final FieldOrder ORDER = new FieldOrder();

    private final ResourceFields resource = new ResourceFields();
    private FluxStatusEventFormat.@Nullable Type type;
    private @Nullable String session;
    private @Nullable Instant observedAt;
    private @Nullable Long snapshot;
    private @Nullable Long count;
    private List<KindLiveness> kinds = List.of();
    private @Nullable String apiVersion;
    private @Nullable String uid;
    private @Nullable Long resourceVersion;
    private long generation;
    private @Nullable Long observedGeneration;
    private @Nullable Instant deletionTimestamp;
    private boolean suspended;
    private boolean neverReady;
    private @Nullable String interval;
    private List<Reference> dependsOn = List.of();
    private @Nullable Reference source;
    private List<Condition> conditions = List.of();
    private @Nullable String appliedRevision;
    private @Nullable String attemptedRevision;
    private @Nullable String artifactRevision;
    private @Nullable String handledReconcileAt;
    private Map<String, String> labels = Map.of();

    @Override
    public FieldOrder order() {
        return ORDER;
    }

    @Override
    public boolean read(String name, JsonIn in) throws IOException {
        // Most fields of most records are those of an observed resource.
        return readObserved(name, in) || resource.read(name, in) || readOther(name, in);
    }

    private boolean readOther(String name, JsonIn in) throws IOException {
        switch (name) {
            case "type" -> type = in.word(FluxStatusEventFormat.TYPES);
            case "session" -> session = in.text();
            case "observedAt" -> observedAt = in.instant();
            case "snapshot" -> snapshot = in.number();
            case "count" -> count = in.number();
            case "kinds" -> kinds = in.list(KindLivenessFormat.INSTANCE::read);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readObserved(String name, JsonIn in) throws IOException {
        switch (name) {
            case "apiVersion" -> apiVersion = in.text();
            case "uid" -> uid = in.text();
            case "resourceVersion" -> resourceVersion = in.version();
            case "generation" -> generation = in.number();
            case "observedGeneration" -> observedGeneration = in.number();
            case "deletionTimestamp" -> deletionTimestamp = in.instant();
            case "suspended" -> suspended = in.bool();
            case "static" -> neverReady = in.bool();
            case "interval" -> interval = in.text();
            case "dependsOn" -> dependsOn = in.references();
            case "source" -> source = in.reference();
            case "conditions" -> conditions = in.list(ConditionFormat.INSTANCE::read);
            case "appliedRevision" -> appliedRevision = in.text();
            case "attemptedRevision" -> attemptedRevision = in.text();
            case "artifactRevision" -> artifactRevision = in.text();
            case "handledReconcileAt" -> handledReconcileAt = in.text();
            case "labels" -> labels = in.labels();
            default -> {
                return false;
            }
        }
        return true;
    }

    FluxStatusEvent event(JsonIn in) throws ShapeException {
        return switch (in.required("type", type)) {
            case OBSERVED -> observed(in);
            case DELETED -> new Deleted(resource.resource(in), session(in), at(in), uid(in), version(in));
            case SESSION_STARTED -> new SessionStarted(cluster(in), session(in), at(in));
            case SNAPSHOT_STARTED ->
                new SnapshotStarted(cluster(in), session(in), at(in), snapshot(in), kind(in), version(in));
            case SNAPSHOT_COMPLETED ->
                new SnapshotCompleted(
                        cluster(in), session(in), at(in), snapshot(in), kind(in), in.required("count", count));
            case HEARTBEAT -> new Heartbeat(cluster(in), session(in), at(in), kinds);
        };
    }

    private Observed observed(JsonIn in) throws ShapeException {
        return new Observed(
                resource.resource(in),
                session(in),
                at(in),
                snapshot == null ? 0 : snapshot,
                in.required("apiVersion", apiVersion),
                uid(in),
                version(in),
                generation,
                observedGeneration,
                deletionTimestamp,
                suspended,
                neverReady,
                interval,
                dependsOn,
                source,
                conditions,
                appliedRevision,
                attemptedRevision,
                artifactRevision,
                handledReconcileAt,
                labels);
    }

    private String cluster(JsonIn in) throws ShapeException {
        return in.required("cluster", resource.cluster);
    }

    private String kind(JsonIn in) throws ShapeException {
        return in.required("kind", resource.kind);
    }

    private String session(JsonIn in) throws ShapeException {
        return in.required("session", session);
    }

    private Instant at(JsonIn in) throws ShapeException {
        return in.required("observedAt", observedAt);
    }

    private String uid(JsonIn in) throws ShapeException {
        return in.required("uid", uid);
    }

    private long version(JsonIn in) throws ShapeException {
        return in.required("resourceVersion", resourceVersion);
    }

    private long snapshot(JsonIn in) throws ShapeException {
        return in.required("snapshot", snapshot);
    }
}
