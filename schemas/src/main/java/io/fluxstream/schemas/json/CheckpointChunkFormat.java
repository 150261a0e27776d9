package io.fluxstream.schemas.json;

import io.fluxstream.schemas.CheckpointChunk;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The records of flux-checkpoints. */
final class CheckpointChunkFormat implements JsonFormat<CheckpointChunk> {
    static final CheckpointChunkFormat INSTANCE = new CheckpointChunkFormat();

    private CheckpointChunkFormat() {}

    @Override
    public void writeFields(CheckpointChunk chunk, JsonOut out) throws IOException {
        out.text("cluster", chunk.cluster());
        out.number("record", chunk.record());
        out.instant("at", chunk.at());
        out.number("revision", chunk.revision());
        out.textUnlessEmpty("hash", chunk.hash());
        out.text("session", chunk.session());
        out.text("kind", chunk.kind());
        out.number("snapshot", chunk.snapshot());
        out.number("partition", chunk.partition());
        out.number("offset", chunk.offset());
        out.number("chunk", chunk.chunk());
        out.number("chunks", chunk.chunks());
        out.text("data", chunk.data());
    }

    @Override
    public CheckpointChunk read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new CheckpointChunk(
                in.required("cluster", draft.cluster),
                in.required("record", draft.record),
                in.required("at", draft.at),
                in.required("revision", draft.revision),
                draft.hash,
                in.required("session", draft.session),
                in.required("kind", draft.kind),
                in.required("snapshot", draft.snapshot),
                in.required("partition", draft.partition),
                in.required("offset", draft.offset),
                in.required("chunk", draft.chunk),
                in.required("chunks", draft.chunks),
                in.required("data", draft.data));
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable String cluster;
        private @Nullable Long record;
        private @Nullable Instant at;
        private @Nullable Long revision;
        private String hash = "";
        private @Nullable String session;
        private @Nullable String kind;
        private @Nullable Long snapshot;
        private @Nullable Integer partition;
        private @Nullable Long offset;
        private @Nullable Integer chunk;
        private @Nullable Integer chunks;
        private @Nullable String data;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "cluster" -> cluster = in.text();
                case "record" -> record = in.number();
                case "at" -> at = in.instant();
                case "revision" -> revision = in.number();
                case "hash" -> hash = in.text();
                case "session" -> session = in.text();
                case "kind" -> kind = in.text();
                case "snapshot" -> snapshot = in.number();
                case "partition" -> partition = in.smallNumber();
                case "offset" -> offset = in.number();
                case "chunk" -> chunk = in.smallNumber();
                case "chunks" -> chunks = in.smallNumber();
                case "data" -> data = in.text();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
