package io.fluxstream.schemas.json;

import io.fluxstream.schemas.AlertAck;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The records of flux-acks. */
final class AlertAckFormat implements JsonFormat<AlertAck> {
    static final AlertAckFormat INSTANCE = new AlertAckFormat();

    private AlertAckFormat() {}

    @Override
    public void writeFields(AlertAck ack, JsonOut out) throws IOException {
        out.text("alert", ack.alert());
        out.text("cluster", ack.cluster());
        out.text("by", ack.by());
        out.text("comment", ack.comment());
        out.instant("at", ack.at());
    }

    @Override
    public AlertAck read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new AlertAck(
                in.required("alert", draft.alert),
                in.required("cluster", draft.cluster),
                in.required("by", draft.by),
                draft.comment,
                in.required("at", draft.at));
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable String alert;
        private @Nullable String cluster;
        private @Nullable String by;
        private @Nullable String comment;
        private @Nullable Instant at;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "alert" -> alert = in.text();
                case "cluster" -> cluster = in.text();
                case "by" -> by = in.text();
                case "comment" -> comment = in.text();
                case "at" -> at = in.instant();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
