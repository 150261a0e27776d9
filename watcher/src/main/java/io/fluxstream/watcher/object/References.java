package io.fluxstream.watcher.object;

import io.fluxstream.domain.resource.Kinds;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.watcher.object.RawObject.RawReference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a resource refers to, resolved as its controller would. */
final class References {
    private static final String HELM_RELEASE = "HelmRelease";
    private static final String HELM_CHART = "HelmChart";

    private References() {}

    /** Of the same kind and namespace unless they are named. */
    static List<Reference> dependencies(RawObject object, String ownKind, String ownNamespace) {
        return object.dependsOn.stream()
                .map(raw -> resolve(raw, ownKind, ownNamespace))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    /** A release with a chart template depends on the HelmChart that its controller makes of it, beside the repository. */
    static @Nullable Reference source(RawObject object, String ownKind, String ownNamespace, String ownName) {
        if (object.chartRef != null) {
            return resolve(object.chartRef, null, ownNamespace);
        }
        if (object.chartTemplateSourceRef != null && ownKind.equals(HELM_RELEASE)) {
            String namespace = orElse(object.chartTemplateSourceRef.namespace, ownNamespace);
            return reference(HELM_CHART, namespace, ownNamespace + '-' + ownName);
        }
        return object.sourceRef == null ? null : resolve(object.sourceRef, null, ownNamespace);
    }

    private static @Nullable Reference resolve(RawReference raw, @Nullable String defaultKind, String ownNamespace) {
        String kind = raw.kind == null || raw.kind.isEmpty()
                ? defaultKind
                : Kinds.name(ObjectReader.group(orElse(raw.apiVersion, "")), raw.kind);
        if (kind == null || raw.name == null) {
            return null;
        }
        return reference(kind, orElse(raw.namespace, ownNamespace), raw.name);
    }

    /** A name that no API server would accept refers to nothing. */
    private static @Nullable Reference reference(String kind, String namespace, String name) {
        try {
            return new Reference(kind, namespace, name);
        } catch (IllegalArgumentException notAName) {
            return null;
        }
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
