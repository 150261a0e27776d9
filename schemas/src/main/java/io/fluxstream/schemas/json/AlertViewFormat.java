package io.fluxstream.schemas.json;

import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.workflow.AlertView;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert as a workflow answers it: the fields of its last event, with what the workflow knows behind them. */
final class AlertViewFormat implements JsonFormat<AlertView> {
    static final AlertViewFormat INSTANCE = new AlertViewFormat();

    private AlertViewFormat() {}

    @Override
    public void writeFields(AlertView view, JsonOut out) throws IOException {
        FluxAlertFormat.INSTANCE.writeFields(view.last(), out);
        out.instant("firedAt", view.firedAt());
        out.number("repeats", view.repeats());
        out.instant("resolvedAt", view.resolvedAt());
        out.object("ack", view.ack(), AlertAckFormat.INSTANCE);
        out.text("origin", view.origin());
    }

    @Override
    public AlertView read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new AlertView(
                draft.last.alert(in), draft.firedAt, draft.repeats, draft.resolvedAt, draft.ack, draft.origin);
    }

    private static final class Draft implements JsonIn.Fields {
        private final FluxAlertFormat.Draft last = new FluxAlertFormat.Draft();
        private @Nullable Instant firedAt;
        private int repeats;
        private @Nullable Instant resolvedAt;
        private @Nullable AlertAck ack;
        private @Nullable String origin;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "firedAt" -> firedAt = in.instant();
                case "repeats" -> repeats = in.smallNumber();
                case "resolvedAt" -> resolvedAt = in.instant();
                case "ack" -> ack = AlertAckFormat.INSTANCE.read(in);
                case "origin" -> origin = in.text();
                default -> {
                    return last.read(name, in);
                }
            }
            return true;
        }
    }
}
