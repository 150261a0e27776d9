package io.fluxstream.schemas.json;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.rule.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of flux-alerts and flux-alerts-active. */
final class FluxAlertFormat implements JsonFormat<FluxAlert> {
    static final FluxAlertFormat INSTANCE = new FluxAlertFormat();

    private static final Map<String, Action> ACTIONS = Words.of(Action.values(), Action::wireName);
    private static final Map<String, Severity> SEVERITIES = Words.of(Severity.values(), Severity::wireName);
    private static final Map<String, Resolution> RESOLUTIONS = Words.of(Resolution.values(), Resolution::wireName);

    private FluxAlertFormat() {}

    @Override
    public void writeFields(FluxAlert alert, JsonOut out) throws IOException {
        out.text("id", alert.id());
        out.text("incident", alert.incident());
        out.text("rule", alert.rule());
        out.text("action", alert.action().wireName());
        out.number("sequence", alert.sequence());
        out.text("severity", alert.severity().wireName());
        ResourceFields.write(alert.resource(), out);
        out.textUnlessEmpty("uid", alert.uid());
        out.text("reason", alert.reason());
        out.text("message", alert.message());
        out.text("revision", alert.revision());
        out.instant("since", alert.since());
        out.instant("at", alert.at());
        Resolution resolution = alert.resolution();
        out.text("resolution", resolution == null ? null : resolution.wireName());
        out.object("rootCause", alert.rootCause(), RootCauseFormat.INSTANCE);
        out.references("affected", alert.affected());
        out.numberUnlessZero("affectedCount", alert.affectedCount());
        out.labels("labels", alert.labels());
        out.labels("ruleLabels", alert.ruleLabels());
        out.labels("annotations", alert.annotations());
        out.numberUnlessZero("rules", alert.rules());
    }

    @Override
    public FluxAlert read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return draft.alert(in);
    }

    /** The fields of an alert as they come in. */
    static final class Draft implements JsonIn.Fields {
        private final ResourceFields resource = new ResourceFields();
        private @Nullable String id;
        private @Nullable String incident;
        private @Nullable String rule;
        private @Nullable Action action;
        private @Nullable Integer sequence;
        private @Nullable Severity severity;
        private String uid = "";
        private @Nullable String reason;
        private @Nullable String message;
        private @Nullable String revision;
        private @Nullable Instant since;
        private @Nullable Instant at;
        private @Nullable Resolution resolution;
        private @Nullable RootCause rootCause;
        private List<Reference> affected = List.of();
        private int affectedCount;
        private Map<String, String> labels = Map.of();
        private Map<String, String> ruleLabels = Map.of();
        private Map<String, String> annotations = Map.of();
        private long rules;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "id" -> id = in.text();
                case "incident" -> incident = in.text();
                case "rule" -> rule = in.text();
                case "action" -> action = in.word(ACTIONS);
                case "sequence" -> sequence = in.smallNumber();
                case "severity" -> severity = in.word(SEVERITIES);
                case "uid" -> uid = in.text();
                case "reason" -> reason = in.text();
                case "message" -> message = in.text();
                case "revision" -> revision = in.text();
                case "since" -> since = in.instant();
                case "at" -> at = in.instant();
                case "resolution" -> resolution = in.word(RESOLUTIONS);
                case "rootCause" -> rootCause = RootCauseFormat.INSTANCE.read(in);
                case "affected" -> affected = in.references();
                case "affectedCount" -> affectedCount = in.smallNumber();
                case "labels" -> labels = in.labels();
                case "ruleLabels" -> ruleLabels = in.labels();
                case "annotations" -> annotations = in.labels();
                case "rules" -> rules = in.number();
                default -> {
                    return resource.read(name, in);
                }
            }
            return true;
        }

        FluxAlert alert(JsonIn in) throws ShapeException {
            return new FluxAlert(
                    in.required("id", id),
                    in.required("incident", incident),
                    in.required("rule", rule),
                    in.required("action", action),
                    in.required("sequence", sequence),
                    in.required("severity", severity),
                    resource.resource(in),
                    uid,
                    reason,
                    message,
                    revision,
                    in.required("since", since),
                    in.required("at", at),
                    resolution,
                    rootCause,
                    affected,
                    affectedCount,
                    labels,
                    ruleLabels,
                    annotations,
                    rules);
        }
    }
}
