package io.fluxstream.watcher.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is wanted of a Kubernetes object, as written in it. */
final class RawObject {
    @Nullable String apiVersion;

    @Nullable String kind;

    @Nullable String name;

    @Nullable String namespace;

    @Nullable String uid;

    @Nullable String resourceVersion;

    @Nullable Long generation;

    @Nullable String deletionTimestamp;

    final TreeMap<String, String> labels = new TreeMap<>();
    /** Only those that mean something to Flux or the watch protocol. */
    final Map<String, String> annotations = new HashMap<>();

    boolean suspend;

    @Nullable String type;

    @Nullable String interval;

    final List<RawReference> dependsOn = new ArrayList<>();

    @Nullable RawReference sourceRef;

    @Nullable RawReference chartRef;

    @Nullable RawReference chartTemplateSourceRef;

    @Nullable Long observedGeneration;

    final List<RawCondition> conditions = new ArrayList<>();

    @Nullable String lastAppliedRevision;

    @Nullable String lastAttemptedRevision;

    @Nullable String lastHandledReconcileAt;

    @Nullable String artifactRevision;
    /** The chart version of the newest release in status.history that is or was in force. */
    @Nullable String releasedRevision;

    /** Of a Status object: what went wrong. */
    @Nullable Long code;

    @Nullable String reason;

    @Nullable String message;

    @Nullable String detailsGroup;

    @Nullable String detailsKind;

    @Nullable Long retryAfterSeconds;

    /** A reference as it stands in a spec. */
    static final class RawReference {
        @Nullable String apiVersion;

        @Nullable String kind;

        @Nullable String name;

        @Nullable String namespace;
    }

    /** A condition as it stands in a status. */
    static final class RawCondition {
        @Nullable String type;

        @Nullable String status;

        @Nullable String reason;

        @Nullable String message;

        @Nullable Long observedGeneration;

        @Nullable String lastTransitionTime;
    }
}
