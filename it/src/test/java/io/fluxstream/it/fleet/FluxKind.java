package io.fluxstream.it.fleet;

/** A kind of Flux as an API server names it. */
public enum FluxKind {
    KUSTOMIZATION("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations"),
    HELM_RELEASE("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases"),
    GIT_REPOSITORY("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories"),
    HELM_REPOSITORY("source.toolkit.fluxcd.io", "v1", "HelmRepository", "helmrepositories"),
    OCI_REPOSITORY("source.toolkit.fluxcd.io", "v1", "OCIRepository", "ocirepositories"),
    HELM_CHART("source.toolkit.fluxcd.io", "v1", "HelmChart", "helmcharts"),
    BUCKET("source.toolkit.fluxcd.io", "v1", "Bucket", "buckets"),
    EXTERNAL_ARTIFACT("source.toolkit.fluxcd.io", "v1", "ExternalArtifact", "externalartifacts");

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;

    FluxKind(String group, String version, String kind, String plural) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
    }

    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public String kind() {
        return kind;
    }

    public String plural() {
        return plural;
    }

    public String apiVersion() {
        return group + "/" + version;
    }

    /** The path of all objects of the kind in a namespace. */
    public String collection(String namespace) {
        return "/apis/" + apiVersion() + "/namespaces/" + namespace + "/" + plural;
    }
}
