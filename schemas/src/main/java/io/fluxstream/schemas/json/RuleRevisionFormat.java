package io.fluxstream.schemas.json;

import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.RuleRevision.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of flux-rules. */
final class RuleRevisionFormat implements JsonFormat<RuleRevision> {
    static final RuleRevisionFormat INSTANCE = new RuleRevisionFormat();
    private static final Map<String, Origin> ORIGINS = Words.of(Origin.values(), Origin::wireName);

    private RuleRevisionFormat() {}

    @Override
    public void writeFields(RuleRevision rules, JsonOut out) throws IOException {
        out.number("revision", rules.revision());
        out.text("hash", rules.hash());
        out.instant("addedAt", rules.addedAt());
        out.text("origin", rules.origin().wireName());
        out.text("content", rules.content());
    }

    @Override
    public RuleRevision read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new RuleRevision(
                in.required("revision", draft.revision),
                in.required("hash", draft.hash),
                in.required("addedAt", draft.addedAt),
                in.required("origin", draft.origin),
                in.required("content", draft.content));
    }

    private static final class Draft implements JsonIn.Fields {
        private @Nullable Long revision;
        private @Nullable String hash;
        private @Nullable Instant addedAt;
        private @Nullable Origin origin;
        private @Nullable String content;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "revision" -> revision = in.number();
                case "hash" -> hash = in.text();
                case "addedAt" -> addedAt = in.instant();
                case "origin" -> origin = in.word(ORIGINS);
                case "content" -> content = in.text();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
