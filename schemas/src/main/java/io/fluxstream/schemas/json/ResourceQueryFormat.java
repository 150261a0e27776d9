package io.fluxstream.schemas.json;

import com.fasterxml.jackson.core.JsonToken;
import io.fluxstream.schemas.workflow.ResourceQuery;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filter of a query, as people type it: a list of one may be written without its brackets. */
final class ResourceQueryFormat implements JsonFormat<ResourceQuery> {
    static final ResourceQueryFormat INSTANCE = new ResourceQueryFormat();

    private ResourceQueryFormat() {}

    @Override
    public void writeFields(ResourceQuery query, JsonOut out) throws IOException {
        out.texts("kinds", query.kinds());
        out.text("namespace", query.namespace());
        out.texts("phases", query.phases());
        Integer limit = query.limit();
        if (limit != null) {
            out.number("limit", limit);
        }
        out.text("continue", query.continueAt());
    }

    @Override
    public ResourceQuery read(JsonIn in) throws IOException {
        Draft draft = new Draft();
        in.object(draft);
        return new ResourceQuery(draft.kinds, draft.namespace, draft.phases, draft.limit, draft.continueAt);
    }

    private static List<String> oneOrMore(JsonIn in) throws IOException {
        return in.parser().currentToken() == JsonToken.VALUE_STRING ? List.of(in.text()) : in.list(JsonIn::text);
    }

    private static final class Draft implements JsonIn.Fields {
        private List<String> kinds = List.of();
        private @Nullable String namespace;
        private List<String> phases = List.of();
        private @Nullable Integer limit;
        private @Nullable String continueAt;

        @Override
        public boolean read(String name, JsonIn in) throws IOException {
            switch (name) {
                case "kinds" -> kinds = oneOrMore(in);
                case "namespace" -> namespace = in.text();
                case "phases" -> phases = oneOrMore(in);
                case "limit" -> limit = in.smallNumber();
                case "continue" -> continueAt = in.text();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
