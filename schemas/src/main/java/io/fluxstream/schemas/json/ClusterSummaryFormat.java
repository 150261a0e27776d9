package io.fluxstream.schemas.json;

import io.fluxstream.schemas.workflow.ClusterSummary;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer to {@code summary}. Counts are always written and taken as zero where they are missing. */
final class ClusterSummaryFormat implements JsonFormat<ClusterSummary> {
    static final ClusterSummaryFormat INSTANCE = new ClusterSummaryFormat();

    private ClusterSummaryFormat() {}

    @Override
    public void writeFields(ClusterSummary summary, JsonOut out) throws IOException {
        out.text("cluster", summary.cluster());
        out.bool("live", summary.live());
        out.instant("clock", summary.clock());
        out.number("ready", summary.ready());
        out.number("failed", summary.failed());
        out.number("waiting", summary.waiting());
        out.number("progressing", summary.progressing());
        out.number("suspended", summary.suspended());
        out.number("unknown", summary.unknown());
        out.number("static", summary.neverReady());
        out.number("total", summary.total());
    }

    @Override
    public ClusterSummary read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new ClusterSummary(
                in.required("cluster", draft.cluster),
                draft.live,
                draft.clock,
                draft.ready,
                draft.failed,
                draft.waiting,
                draft.progressing,
                draft.suspended,
                draft.unknown,
                draft.neverReady,
                draft.total);
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable String cluster;
        private boolean live;
        private @Nullable Instant clock;
        private int ready;
        private int failed;
        private int waiting;
        private int progressing;
        private int suspended;
        private int unknown;
        private int neverReady;
        private int total;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "cluster" -> cluster = in.text();
                case "live" -> live = in.bool();
                case "clock" -> clock = in.instant();
                case "ready" -> ready = in.smallNumber();
                case "failed" -> failed = in.smallNumber();
                case "waiting" -> waiting = in.smallNumber();
                case "progressing" -> progressing = in.smallNumber();
                case "suspended" -> suspended = in.smallNumber();
                case "unknown" -> unknown = in.smallNumber();
                case "static" -> neverReady = in.smallNumber();
                case "total" -> total = in.smallNumber();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
