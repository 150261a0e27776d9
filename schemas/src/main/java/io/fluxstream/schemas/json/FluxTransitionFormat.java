package io.fluxstream.schemas.json;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.transition.FluxTransition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of flux-transitions. */
final class FluxTransitionFormat implements JsonFormat<FluxTransition> {
    static final FluxTransitionFormat INSTANCE = new FluxTransitionFormat();
    static final Map<String, FluxTransition.Type> TYPES =
            Words.of(FluxTransition.Type.values(), FluxTransition.Type::name);
    static final Map<String, Phase> PHASES = Words.of(Phase.values(), Phase::name);

    private FluxTransitionFormat() {}

    @Override
    public void writeFields(FluxTransition transition, JsonOut out) throws IOException {
        out.text("type", transition.type().name());
        ResourceFields.write(transition.resource(), out);
        out.text("uid", transition.uid());
        Phase from = transition.from();
        out.text("from", from == null ? null : from.name());
        out.text("to", transition.to().name());
        out.instant("at", transition.at());
        out.text("reason", transition.reason());
        out.text("message", transition.message());
        out.text("revision", transition.revision());
        out.seconds("previousFor", transition.previousFor());
    }

    @Override
    public FluxTransition read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new FluxTransition(
                in.required("type", draft.type),
                draft.resource.resource(in),
                in.required("uid", draft.uid),
                draft.from,
                in.required("to", draft.to),
                in.required("at", draft.at),
                draft.reason,
                draft.message,
                draft.revision,
                draft.previousFor);
    }

    private static final class Draft implements JsonIn.Fields {
        private final ResourceFields resource = new ResourceFields();
        private FluxTransition.@Nullable Type type;
        private @Nullable String uid;
        private @Nullable Phase from;
        private @Nullable Phase to;
        private @Nullable Instant at;
        private @Nullable String reason;
        private @Nullable String message;
        private @Nullable String revision;
        private @Nullable Duration previousFor;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "type" -> type = in.word(TYPES);
                case "uid" -> uid = in.text();
                case "from" -> from = in.word(PHASES);
                case "to" -> to = in.word(PHASES);
                case "at" -> at = in.instant();
                case "reason" -> reason = in.text();
                case "message" -> message = in.text();
                case "revision" -> revision = in.text();
                case "previousFor" -> previousFor = in.seconds();
                default -> {
                    return resource.read(name, in);
                }
            }
            return true;
        }
    }
}
