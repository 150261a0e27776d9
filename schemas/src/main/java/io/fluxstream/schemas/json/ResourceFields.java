package io.fluxstream.schemas.json;

import io.fluxstream.domain.resource.ResourceId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The four fields that name a resource, as most values carry them: {@code namespace} is left out when empty. */
final class ResourceFields implements JsonIn.Fields {
    @Nullable String cluster;

    @Nullable String kind;

    private String namespace = "";
    private @Nullable String name;

    @Override
    public boolean read(String field, JsonIn in) throws IOException {
        switch (field) {
            case "cluster" -> cluster = in.text();
            case "kind" -> kind = in.text();
            case "namespace" -> namespace = in.text();
            case "name" -> name = in.text();
            default -> {
                return false;
            }
        }
        return true;
    }

    ResourceId resource(JsonIn in) throws ShapeException {
        return JsonIn.resource(
                in.required("cluster", cluster), in.required("kind", kind), namespace, in.required("name", name));
    }

    static void write(ResourceId resource, JsonOut out) throws IOException {
        out.text("cluster", resource.cluster());
        out.text("kind", resource.kind());
        out.textUnlessEmpty("namespace", resource.namespace());
        out.text("name", resource.name());
    }
}
