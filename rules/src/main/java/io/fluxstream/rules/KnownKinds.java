package io.fluxstream.rules;

import io.fluxstream.rules.yaml.NearMiss;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of Flux and its operator, to tell a slip of the pen from a kind that nobody thought of here. */
final class KnownKinds {
    private static final List<String> KNOWN = List.of(
            "Kustomization",
            "HelmRelease",
            "GitRepository",
            "HelmRepository",
            "OCIRepository",
            "Bucket",
            "HelmChart",
            "ExternalArtifact",
            "ArtifactGenerator",
            "ImageRepository",
            "ImagePolicy",
            "ImageUpdateAutomation",
            "Receiver",
            "Alert",
            "Provider",
            "FluxInstance",
            "ResourceSet",
            "ResourceSetInputProvider");

    private static final Map<String, String> SHORT = Map.of(
            "ks", "Kustomization",
            "hr", "HelmRelease",
            "gitrepo", "GitRepository",
            "helmrepo", "HelmRepository",
            "ocirepo", "OCIRepository",
            "hc", "HelmChart");

    private KnownKinds() {}

    /** What is doubtful about a kind or a pattern of kinds, if anything is. */
    static Optional<String> doubt(String kind) {
        if (KNOWN.contains(kind) || kind.contains("*") || kind.contains("?") || kind.contains(".")) {
            return Optional.empty();
        }
        return Optional.ofNullable(SHORT.get(kind))
                .or(() -> NearMiss.of(kind, KNOWN))
                .map(near -> "is no kind of Flux; did you mean " + near + "?");
    }
}
