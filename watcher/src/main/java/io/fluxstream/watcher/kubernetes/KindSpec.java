package io.fluxstream.watcher.kubernetes;

import io.fluxstream.domain.resource.Kinds;
import java.util.List;

/**
 * A kind to follow.
 *
 * @param versions in order of preference: the first one that is served is taken
 */
public record KindSpec(String group, String kind, List<String> versions) {
    private static final String SOURCE = "source.toolkit.fluxcd.io";
    private static final List<String> SOURCE_VERSIONS = List.of("v1", "v1beta2");

    /** What is followed when nothing else is said. */
    public static final List<KindSpec> DEFAULTS = List.of(
            new KindSpec("kustomize.toolkit.fluxcd.io", "Kustomization", List.of("v1", "v1beta2")),
            new KindSpec("helm.toolkit.fluxcd.io", "HelmRelease", List.of("v2", "v2beta2", "v2beta1")),
            new KindSpec(SOURCE, "GitRepository", SOURCE_VERSIONS),
            new KindSpec(SOURCE, "HelmRepository", SOURCE_VERSIONS),
            new KindSpec(SOURCE, "OCIRepository", SOURCE_VERSIONS),
            new KindSpec(SOURCE, "Bucket", SOURCE_VERSIONS),
            new KindSpec(SOURCE, "HelmChart", SOURCE_VERSIONS),
            new KindSpec(SOURCE, "ExternalArtifact", SOURCE_VERSIONS));

    public KindSpec {
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("kind must not be empty");
        }
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("versions of " + kind + " must name at least one");
        }
        versions = List.copyOf(versions);
    }

    /** As resources, topics and rules name it. */
    public String name() {
        return Kinds.name(group, kind);
    }
}
