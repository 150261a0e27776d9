package io.fluxstream.schemas.json;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of flux-resources. */
final class FluxResourceStatusFormat implements JsonFormat<FluxResourceStatus> {
    static final FluxResourceStatusFormat INSTANCE = new FluxResourceStatusFormat();

    private FluxResourceStatusFormat() {}

    @Override
    public void writeFields(FluxResourceStatus status, JsonOut out) throws IOException {
        out.text("cluster", status.resource().cluster());
        out.textUnlessEmpty("namespace", status.resource().namespace());
        out.text("name", status.resource().name());
        out.text("kind", status.resource().kind());
        out.text("ready", status.ready());
        out.text("phase", status.phase().name());
        out.flag("reconciling", status.reconciling());
        out.text("reason", status.reason());
        out.text("message", status.message());
        out.text("revision", status.revision());
        out.text("attemptedRevision", status.attemptedRevision());
        out.flag("suspended", status.suspended());
        out.instant("since", status.since());
        out.instant("lastTransition", status.lastTransition());
        out.instant("lastSeen", status.lastSeen());
        out.references("dependsOn", status.dependsOn());
        out.reference("source", status.source());
        out.labels("labels", status.labels());
    }

    @Override
    public FluxResourceStatus read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new FluxResourceStatus(
                draft.resource.resource(in),
                draft.ready,
                in.required("phase", draft.phase),
                draft.reconciling,
                draft.reason,
                draft.message,
                draft.revision,
                draft.attemptedRevision,
                draft.suspended,
                in.required("since", draft.since),
                draft.lastTransition,
                in.required("lastSeen", draft.lastSeen),
                draft.dependsOn,
                draft.source,
                draft.labels);
    }

    private static final class Draft implements JsonIn.Fields {
        private final ResourceFields resource = new ResourceFields();
        private @Nullable String ready;
        private @Nullable Phase phase;
        private boolean reconciling;
        private @Nullable String reason;
        private @Nullable String message;
        private @Nullable String revision;
        private @Nullable String attemptedRevision;
        private boolean suspended;
        private @Nullable Instant since;
        private @Nullable Instant lastTransition;
        private @Nullable Instant lastSeen;
        private List<Reference> dependsOn = List.of();
        private @Nullable Reference source;
        private Map<String, String> labels = Map.of();

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "ready" -> ready = in.text();
                case "phase" -> phase = in.word(TransitionEventFormat.PHASES);
                case "reconciling" -> reconciling = in.bool();
                case "reason" -> reason = in.text();
                case "message" -> message = in.text();
                case "revision" -> revision = in.text();
                case "attemptedRevision" -> attemptedRevision = in.text();
                case "suspended" -> suspended = in.bool();
                case "since" -> since = in.instant();
                case "lastTransition" -> lastTransition = in.instant();
                case "lastSeen" -> lastSeen = in.instant();
                case "dependsOn" -> dependsOn = in.references();
                case "source" -> source = in.reference();
                case "labels" -> labels = in.labels();
                default -> {
                    return resource.read(name, in);
                }
            }
            return true;
        }
    }
}
