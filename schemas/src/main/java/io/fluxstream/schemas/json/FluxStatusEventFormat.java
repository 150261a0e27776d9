package io.fluxstream.schemas.json;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import java.io.IOException;
import java.util.Map;

/** The records of flux-status; {@code type} says which of them it is. */
final class FluxStatusEventFormat implements JsonFormat<FluxStatusEvent> {
    static final FluxStatusEventFormat INSTANCE = new FluxStatusEventFormat();
    static final Map<String, Type> TYPES = Words.of(Type.values(), Type::name);

    private static final Writers WRITERS = new Writers();

    /** What {@code type} can be. */
    enum Type {
        OBSERVED,
        DELETED,
        SESSION_STARTED,
        SNAPSHOT_STARTED,
        SNAPSHOT_COMPLETED,
        HEARTBEAT
    }

    private FluxStatusEventFormat() {}

    @Override
    public void writeFields(FluxStatusEvent event, JsonOut out) throws IOException {
        event.match(WRITERS).write(out);
    }

    @Override
    public FluxStatusEvent read(JsonIn in) throws IOException {
        FluxStatusEventDraft draft = new FluxStatusEventDraft();
        in.object(draft);
        return draft.event(in);
    }

    /** Writes one event. */
    private interface Writing {
        void write(JsonOut out) throws IOException;
    }

    private static final class Writers implements FluxStatusEvent.Cases<Writing> {
        @Override
        public Writing observed(Observed event) {
            return out -> {
                start(Type.OBSERVED, event, out);
                out.numberUnlessZero("snapshot", event.snapshot());
                out.text("kind", event.resource().kind());
                out.textUnlessEmpty("namespace", event.resource().namespace());
                out.text("name", event.resource().name());
                out.text("apiVersion", event.apiVersion());
                out.text("uid", event.uid());
                out.version("resourceVersion", event.resourceVersion());
                out.numberUnlessZero("generation", event.generation());
                out.number("observedGeneration", event.observedGeneration());
                out.instant("deletionTimestamp", event.deletionTimestamp());
                out.flag("suspended", event.suspended());
                out.flag("static", event.neverReady());
                out.text("interval", event.interval());
                out.references("dependsOn", event.dependsOn());
                out.reference("source", event.source());
                out.objects("conditions", event.conditions(), ConditionFormat.INSTANCE);
                out.text("appliedRevision", event.appliedRevision());
                out.text("attemptedRevision", event.attemptedRevision());
                out.text("artifactRevision", event.artifactRevision());
                out.text("handledReconcileAt", event.handledReconcileAt());
                out.labels("labels", event.labels());
            };
        }

        @Override
        public Writing deleted(Deleted event) {
            return out -> {
                start(Type.DELETED, event, out);
                out.text("kind", event.resource().kind());
                out.textUnlessEmpty("namespace", event.resource().namespace());
                out.text("name", event.resource().name());
                out.text("uid", event.uid());
                out.version("resourceVersion", event.resourceVersion());
            };
        }

        @Override
        public Writing sessionStarted(SessionStarted event) {
            return out -> start(Type.SESSION_STARTED, event, out);
        }

        @Override
        public Writing snapshotStarted(SnapshotStarted event) {
            return out -> {
                start(Type.SNAPSHOT_STARTED, event, out);
                out.number("snapshot", event.snapshot());
                out.text("kind", event.kind());
                out.version("resourceVersion", event.resourceVersion());
            };
        }

        @Override
        public Writing snapshotCompleted(SnapshotCompleted event) {
            return out -> {
                start(Type.SNAPSHOT_COMPLETED, event, out);
                out.number("snapshot", event.snapshot());
                out.text("kind", event.kind());
                out.number("count", event.count());
            };
        }

        @Override
        public Writing heartbeat(Heartbeat event) {
            return out -> {
                start(Type.HEARTBEAT, event, out);
                out.objects("kinds", event.kinds(), KindLivenessFormat.INSTANCE);
            };
        }

        private static void start(Type type, FluxStatusEvent event, JsonOut out) throws IOException {
            out.text("type", type.name());
            out.text("cluster", event.cluster());
            out.text("session", event.session());
            out.instant("observedAt", event.observedAt());
        }
    }
}
