package io.fluxstream.domain.status;

import io.fluxstream.domain.EventTime;
import io.fluxstream.domain.resource.Labels;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a watcher saw, not what it means: a record of the topic flux-status. */
public sealed interface FluxStatusEvent {
    String cluster();

    /** The watcher's session, which every record carries. */
    String session();

    /** The watcher's clock when the event arrived. */
    Instant observedAt();

    /** The record's key: the resource, or the cluster for control records. */
    default String key() {
        return cluster();
    }

    <R> R match(Cases<R> cases);

    /** What to do with each kind of event. */
    interface Cases<R> {
        R observed(Observed event);

        R deleted(Deleted event);

        R sessionStarted(SessionStarted event);

        R snapshotStarted(SnapshotStarted event);

        R snapshotCompleted(SnapshotCompleted event);

        R heartbeat(Heartbeat event);
    }

    /**
     * A resource as it was at one resource version.
     *
     * @param snapshot the number of the snapshot whose list named the resource, or 0 when a watch did
     * @param generation metadata.generation, 0 when absent
     * @param observedGeneration status.observedGeneration; does not advance on failure
     * @param suspended the kind's own way of saying suspended is in force
     * @param neverReady the kind never reports Ready; {@code static} on the wire
     * @param source the reference to the source, already resolved
     * @param labels at most 32, sorted by key
     */
    record Observed(
            ResourceId resource,
            String session,
            Instant observedAt,
            long snapshot,
            String apiVersion,
            String uid,
            long resourceVersion,
            long generation,
            @Nullable Long observedGeneration,
            @Nullable Instant deletionTimestamp,
            boolean suspended,
            boolean neverReady,
            @Nullable String interval,
            List<Reference> dependsOn,
            @Nullable Reference source,
            List<Condition> conditions,
            @Nullable String appliedRevision,
            @Nullable String attemptedRevision,
            @Nullable String artifactRevision,
            @Nullable String handledReconcileAt,
            Map<String, String> labels)
            implements FluxStatusEvent {
        /** The most labels an event carries. */
        public static final int MAX_LABELS = 32;

        /** The most characters of a condition's message that an event carries. */
        public static final int MAX_MESSAGE = 4_096;

        public Observed {
            requireSession(session);
            observedAt = EventTime.of(observedAt);
            requireNotNegative("snapshot", snapshot);
            requireText("apiVersion", apiVersion);
            requireText("uid", uid);
            requireNotNegative("resourceVersion", resourceVersion);
            requireNotNegative("generation", generation);
            if (deletionTimestamp != null) {
                deletionTimestamp = EventTime.of(deletionTimestamp);
            }
            dependsOn = List.copyOf(dependsOn);
            conditions = List.copyOf(conditions);
            if (labels.size() > MAX_LABELS) {
                throw new IllegalArgumentException(
                        "labels must be at most " + MAX_LABELS + ", but were " + labels.size());
            }
            labels = Labels.of(labels);
        }

        @Override
        public String cluster() {
            return resource.cluster();
        }

        @Override
        public String key() {
            return resource.toString();
        }

        /** The condition of that type, or null. */
        public @Nullable Condition condition(String type) {
            // Asked several times for every record: an iterator each time showed in profiles.
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i).type().equals(type)) {
                    return conditions.get(i);
                }
            }
            return null;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.observed(this);
        }

        public static Builder of(ResourceId resource, String session, Instant observedAt) {
            return new Builder(resource, session, observedAt);
        }

        /** Collects what is known of a resource; what is not set is absent. */
        public static final class Builder {
            private final ResourceId resource;
            private final String session;
            private final Instant observedAt;
            private long snapshot;
            private String apiVersion = "";
            private String uid = "";
            private long resourceVersion;
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

            private Builder(ResourceId resource, String session, Instant observedAt) {
                this.resource = resource;
                this.session = session;
                this.observedAt = observedAt;
            }

            public Builder snapshot(long value) {
                snapshot = value;
                return this;
            }

            public Builder apiVersion(String value) {
                apiVersion = value;
                return this;
            }

            public Builder uid(String value) {
                uid = value;
                return this;
            }

            public Builder resourceVersion(long value) {
                resourceVersion = value;
                return this;
            }

            public Builder generation(long value) {
                generation = value;
                return this;
            }

            public Builder observedGeneration(@Nullable Long value) {
                observedGeneration = value;
                return this;
            }

            public Builder deletionTimestamp(@Nullable Instant value) {
                deletionTimestamp = value;
                return this;
            }

            public Builder suspended(boolean value) {
                suspended = value;
                return this;
            }

            public Builder neverReady(boolean value) {
                neverReady = value;
                return this;
            }

            public Builder interval(@Nullable String value) {
                interval = value;
                return this;
            }

            public Builder dependsOn(List<Reference> value) {
                dependsOn = value;
                return this;
            }

            public Builder source(@Nullable Reference value) {
                source = value;
                return this;
            }

            public Builder conditions(List<Condition> value) {
                conditions = value;
                return this;
            }

            public Builder appliedRevision(@Nullable String value) {
                appliedRevision = value;
                return this;
            }

            public Builder attemptedRevision(@Nullable String value) {
                attemptedRevision = value;
                return this;
            }

            public Builder artifactRevision(@Nullable String value) {
                artifactRevision = value;
                return this;
            }

            public Builder handledReconcileAt(@Nullable String value) {
                handledReconcileAt = value;
                return this;
            }

            public Builder labels(Map<String, String> value) {
                labels = value;
                return this;
            }

            public Observed build() {
                return new Observed(
                        resource,
                        session,
                        observedAt,
                        snapshot,
                        apiVersion,
                        uid,
                        resourceVersion,
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
        }
    }

    /** A resource was deleted; {@code resourceVersion} is that of the deletion. */
    record Deleted(ResourceId resource, String session, Instant observedAt, String uid, long resourceVersion)
            implements FluxStatusEvent {
        public Deleted {
            requireSession(session);
            observedAt = EventTime.of(observedAt);
            requireText("uid", uid);
            requireNotNegative("resourceVersion", resourceVersion);
        }

        @Override
        public String cluster() {
            return resource.cluster();
        }

        @Override
        public String key() {
            return resource.toString();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.deleted(this);
        }
    }

    /** From here on, records of any other session of the cluster do not count. */
    record SessionStarted(String cluster, String session, Instant observedAt) implements FluxStatusEvent {
        public SessionStarted {
            requireText("cluster", cluster);
            requireSession(session);
            observedAt = EventTime.of(observedAt);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sessionStarted(this);
        }
    }

    /** A list of one kind begins; {@code resourceVersion} is the list's, {@code snapshot} counts from 1. */
    record SnapshotStarted(
            String cluster, String session, Instant observedAt, long snapshot, String kind, long resourceVersion)
            implements FluxStatusEvent {
        public SnapshotStarted {
            requireText("cluster", cluster);
            requireSession(session);
            observedAt = EventTime.of(observedAt);
            requirePositive("snapshot", snapshot);
            requireText("kind", kind);
            requireNotNegative("resourceVersion", resourceVersion);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.snapshotStarted(this);
        }
    }

    /** A list of one kind was read to its end; {@code count} items were published. */
    record SnapshotCompleted(String cluster, String session, Instant observedAt, long snapshot, String kind, long count)
            implements FluxStatusEvent {
        public SnapshotCompleted {
            requireText("cluster", cluster);
            requireSession(session);
            observedAt = EventTime.of(observedAt);
            requirePositive("snapshot", snapshot);
            requireText("kind", kind);
            requireNotNegative("count", count);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.snapshotCompleted(this);
        }
    }

    /** The watcher lives, and which kinds it follows without a gap. */
    record Heartbeat(String cluster, String session, Instant observedAt, List<KindLiveness> kinds)
            implements FluxStatusEvent {
        public Heartbeat {
            requireText("cluster", cluster);
            requireSession(session);
            observedAt = EventTime.of(observedAt);
            kinds = List.copyOf(kinds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.heartbeat(this);
        }
    }

    private static void requireSession(String session) {
        requireText("session", session);
    }

    private static void requireText(String field, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
    }

    private static void requireNotNegative(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " must not be negative, but was " + value);
        }
    }

    private static void requirePositive(String field, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(field + " must be positive, but was " + value);
        }
    }
}
