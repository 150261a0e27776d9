package io.fluxstream.schemas.json;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.transition.TransitionEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of flux-transitions. */
final class TransitionEventFormat implements JsonFormat<TransitionEvent> {
    static final TransitionEventFormat INSTANCE = new TransitionEventFormat();
    static final Map<String, Phase> PHASES = Words.of(Phase.values(), Phase::name);

    private static final String RULES_ACTIVATED = "RULES_ACTIVATED";
    private static final Map<String, FluxTransition.Type> CHANGES =
            Words.of(FluxTransition.Type.values(), FluxTransition.Type::name);

    private TransitionEventFormat() {}

    static Set<String> types() {
        Set<String> types = new HashSet<>(CHANGES.keySet());
        types.add(RULES_ACTIVATED);
        return types;
    }

    @Override
    public void writeFields(TransitionEvent event, JsonOut out) throws IOException {
        if (event instanceof FluxTransition transition) {
            write(transition, out);
        } else if (event instanceof RulesActivated activated) {
            write(activated, out);
        }
    }

    private static void write(FluxTransition transition, JsonOut out) throws IOException {
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

    private static void write(RulesActivated activated, JsonOut out) throws IOException {
        out.text("type", RULES_ACTIVATED);
        out.text("cluster", activated.cluster());
        out.number("revision", activated.revision());
        out.textUnlessEmpty("hash", activated.hash());
        out.number("record", activated.record());
        out.instant("at", activated.at());
    }

    @Override
    public TransitionEvent read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return in.required("type", draft.type).equals(RULES_ACTIVATED) ? draft.activated(in) : draft.transition(in);
    }

    private static final class Draft implements JsonIn.Fields {
        private final ResourceFields resource = new ResourceFields();
        private @Nullable String type;
        private @Nullable String uid;
        private @Nullable Phase from;
        private @Nullable Phase to;
        private @Nullable Instant at;
        private @Nullable String reason;
        private @Nullable String message;
        private @Nullable String revision;
        private @Nullable Long rules;
        private @Nullable Duration previousFor;
        private String hash = "";
        private @Nullable Long record;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "type" -> type = in.text();
                case "uid" -> uid = in.text();
                case "from" -> from = in.word(PHASES);
                case "to" -> to = in.word(PHASES);
                case "at" -> at = in.instant();
                case "reason" -> reason = in.text();
                case "message" -> message = in.text();
                case "revision" -> readRevision(in);
                case "previousFor" -> previousFor = in.seconds();
                case "hash" -> hash = in.text();
                case "record" -> record = in.number();
                default -> {
                    return resource.read(name, in);
                }
            }
            return true;
        }

        /** Of a resource it is a text, of rules a number. */
        private void readRevision(JsonIn in) throws IOException {
            if (in.isNumber()) {
                rules = in.number();
            } else {
                revision = in.text();
            }
        }

        FluxTransition transition(JsonIn in) throws ShapeException {
            FluxTransition.Type change = CHANGES.get(type);
            if (change == null) {
                throw new ShapeException("type", "must be one of " + String.join(", ", types()));
            }
            if (rules != null) {
                throw new ShapeException("revision", "must be a string");
            }
            return new FluxTransition(
                    change,
                    resource.resource(in),
                    in.required("uid", uid),
                    from,
                    in.required("to", to),
                    in.required("at", at),
                    reason,
                    message,
                    revision,
                    previousFor);
        }

        RulesActivated activated(JsonIn in) throws ShapeException {
            return new RulesActivated(
                    in.required("cluster", resource.cluster),
                    in.required("revision", rules),
                    hash,
                    in.required("record", record),
                    in.required("at", at));
        }
    }
}
