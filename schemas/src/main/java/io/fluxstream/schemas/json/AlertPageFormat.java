package io.fluxstream.schemas.json;

import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to {@code alerts}, {@code active} and {@code history}. */
final class AlertPageFormat implements JsonFormat<AlertPage> {
    static final AlertPageFormat INSTANCE = new AlertPageFormat();

    private AlertPageFormat() {}

    @Override
    public void writeFields(AlertPage page, JsonOut out) throws IOException {
        out.allObjects("items", page.items(), AlertViewFormat.INSTANCE);
        out.text("continue", page.continueAt());
    }

    @Override
    public AlertPage read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new AlertPage(draft.items, draft.continueAt);
    }

    private static final class Draft implements JsonIn.Fields {
        private List<AlertView> items = List.of();
        private @Nullable String continueAt;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "items" -> items = in.list(AlertViewFormat.INSTANCE::read);
                case "continue" -> continueAt = in.text();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
