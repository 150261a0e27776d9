package io.fluxstream.schemas.json;

import io.fluxstream.schemas.WatchCursor;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The records of flux-watch-cursors. */
final class WatchCursorFormat implements JsonFormat<WatchCursor> {
    static final WatchCursorFormat INSTANCE = new WatchCursorFormat();

    private WatchCursorFormat() {}

    @Override
    public void writeFields(WatchCursor cursor, JsonOut out) throws IOException {
        out.text("cluster", cursor.cluster());
        out.text("kind", cursor.kind());
        out.version("resourceVersion", cursor.resourceVersion());
        out.text("clusterUid", cursor.clusterUid());
        out.number("snapshot", cursor.snapshot());
        out.instant("at", cursor.at());
    }

    @Override
    public WatchCursor read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new WatchCursor(
                in.required("cluster", draft.cluster),
                in.required("kind", draft.kind),
                in.required("resourceVersion", draft.resourceVersion),
                in.required("clusterUid", draft.clusterUid),
                in.required("snapshot", draft.snapshot),
                in.required("at", draft.at));
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable String cluster;
        private @Nullable String kind;
        private @Nullable Long resourceVersion;
        private @Nullable String clusterUid;
        private @Nullable Long snapshot;
        private @Nullable Instant at;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "cluster" -> cluster = in.text();
                case "kind" -> kind = in.text();
                case "resourceVersion" -> resourceVersion = in.version();
                case "clusterUid" -> clusterUid = in.text();
                case "snapshot" -> snapshot = in.number();
                case "at" -> at = in.instant();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
