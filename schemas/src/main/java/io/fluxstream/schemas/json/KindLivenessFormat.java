package io.fluxstream.schemas.json;

import io.fluxstream.domain.status.KindLiveness;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a heartbeat says of one kind. */
final class KindLivenessFormat implements JsonFormat<KindLiveness> {
    static final KindLivenessFormat INSTANCE = new KindLivenessFormat();

    private KindLivenessFormat() {}

    @Override
    public void writeFields(KindLiveness liveness, JsonOut out) throws IOException {
        out.text("kind", liveness.kind());
        out.bool("live", liveness.live());
        out.version("resourceVersion", liveness.resourceVersion());
        out.text("error", liveness.error());
    }

    @Override
    public KindLiveness read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new KindLiveness(
                in.required("kind", draft.kind), in.required("live", draft.live), draft.resourceVersion, draft.error);
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable String kind;
        private @Nullable Boolean live;
        private @Nullable Long resourceVersion;
        private @Nullable String error;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "kind" -> kind = in.text();
                case "live" -> live = in.bool();
                case "resourceVersion" -> resourceVersion = in.version();
                case "error" -> error = in.text();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
