package io.fluxstream.schemas.json;

import io.fluxstream.domain.status.Condition;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A condition; reason and message are left out when empty. */
final class ConditionFormat implements JsonFormat<Condition> {
    static final ConditionFormat INSTANCE = new ConditionFormat();

    private ConditionFormat() {}

    @Override
    public void writeFields(Condition condition, JsonOut out) throws IOException {
        out.text("type", condition.type());
        out.text("status", condition.status());
        out.textUnlessEmpty("reason", condition.reason());
        out.textUnlessEmpty("message", condition.message());
        out.number("observedGeneration", condition.observedGeneration());
        out.instant("lastTransitionTime", condition.lastTransitionTime());
    }

    @Override
    public Condition read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new Condition(
                in.required("type", draft.type),
                in.required("status", draft.status),
                draft.reason,
                draft.message,
                draft.observedGeneration,
                draft.lastTransitionTime);
    }

    private static final class Draft implements JsonIn.Fields {
        private static final FieldOrder ORDER = new FieldOrder();

        private @Nullable String type;
        private @Nullable String status;
        private String reason = "";
        private String message = "";
        private @Nullable Long observedGeneration;
        private @Nullable Instant lastTransitionTime;

        @Override
        public FieldOrder order() {
            return ORDER;
        }

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "type" -> type = in.text();
                case "status" -> status = in.text();
                case "reason" -> reason = in.text();
                case "message" -> message = in.text();
                case "observedGeneration" -> observedGeneration = in.number();
                case "lastTransitionTime" -> lastTransitionTime = in.instant();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
