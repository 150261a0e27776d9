package io.fluxstream.schemas.json;

import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.workflow.ResourcePage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to {@code resources}. */
final class ResourcePageFormat implements JsonFormat<ResourcePage> {
    static final ResourcePageFormat INSTANCE = new ResourcePageFormat();

    private ResourcePageFormat() {}

    @Override
    public void writeFields(ResourcePage page, JsonOut out) throws IOException {
        out.allObjects("items", page.items(), FluxResourceStatusFormat.INSTANCE);
        out.text("continue", page.continueAt());
        out.flag("truncated", page.truncated());
    }

    @Override
    public ResourcePage read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new ResourcePage(draft.items, draft.continueAt, draft.truncated);
    }

    private static final class Draft implements JsonIn.Fields {
        private List<FluxResourceStatus> items = List.of();
        private @Nullable String continueAt;
        private boolean truncated;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "items" -> items = in.list(FluxResourceStatusFormat.INSTANCE::read);
                case "continue" -> continueAt = in.text();
                case "truncated" -> truncated = in.bool();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
