package io.fluxstream.schemas.json;

import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxClusterStatus.KindStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of flux-clusters. */
final class FluxClusterStatusFormat implements JsonFormat<FluxClusterStatus> {
    static final FluxClusterStatusFormat INSTANCE = new FluxClusterStatusFormat();

    private FluxClusterStatusFormat() {}

    @Override
    public void writeFields(FluxClusterStatus status, JsonOut out) throws IOException {
        out.text("cluster", status.cluster());
        out.instant("clock", status.clock());
        out.text("session", status.session());
        out.bool("live", status.live());
        out.objects("kinds", status.kinds(), KindFormat.INSTANCE);
    }

    @Override
    public FluxClusterStatus read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new FluxClusterStatus(
                in.required("cluster", draft.cluster),
                in.required("clock", draft.clock),
                draft.session,
                in.required("live", draft.live),
                draft.kinds);
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable String cluster;
        private @Nullable Instant clock;
        private @Nullable String session;
        private @Nullable Boolean live;
        private List<KindStatus> kinds = List.of();

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "cluster" -> cluster = in.text();
                case "clock" -> clock = in.instant();
                case "session" -> session = in.text();
                case "live" -> live = in.bool();
                case "kinds" -> kinds = in.list(KindFormat.INSTANCE::read);
                default -> {
                    return false;
                }
            }
            return true;
        }
    }

    /** One kind of the cluster. */
    private static final class KindFormat implements JsonFormat<KindStatus> {
        static final KindFormat INSTANCE = new KindFormat();

        @Override
        public void writeFields(KindStatus status, JsonOut out) throws IOException {
            out.text("kind", status.kind());
            out.bool("live", status.live());
            out.instant("liveUntil", status.liveUntil());
            out.number("resources", status.resources());
            out.text("error", status.error());
        }

        @Override
        public KindStatus read(JsonIn in) throws IOException {
            KindDraft draft = new KindDraft();
            in.object(draft);
            return new KindStatus(
                    in.required("kind", draft.kind),
                    in.required("live", draft.live),
                    draft.liveUntil,
                    in.required("resources", draft.resources),
                    draft.error);
        }
    }

    private static final class KindDraft implements JsonIn.Fields {
        private @Nullable String kind;
        private @Nullable Boolean live;
        private @Nullable Instant liveUntil;
        private @Nullable Integer resources;
        private @Nullable String error;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "kind" -> kind = in.text();
                case "live" -> live = in.bool();
                case "liveUntil" -> liveUntil = in.instant();
                case "resources" -> resources = in.smallNumber();
                case "error" -> error = in.text();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
