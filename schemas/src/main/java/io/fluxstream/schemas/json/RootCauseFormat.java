package io.fluxstream.schemas.json;

import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.Reference;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What an alert's resource depends on that is at fault. */
final class RootCauseFormat implements JsonFormat<RootCause> {
    static final RootCauseFormat INSTANCE = new RootCauseFormat();

    private RootCauseFormat() {}

    @Override
    public void writeFields(RootCause cause, JsonOut out) throws IOException {
        out.reference("resource", cause.resource());
        out.flag("missing", cause.missing());
    }

    @Override
    public RootCause read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new RootCause(in.required("resource", draft.resource), draft.missing);
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable Reference resource;
        private boolean missing;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "resource" -> resource = in.reference();
                case "missing" -> missing = in.bool();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
