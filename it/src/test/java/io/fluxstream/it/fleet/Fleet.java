package io.fluxstream.it.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.it.rig.ApiServer;
import io.fluxstream.it.rig.KubernetesApi;

/** The objects of one cluster. */
public final class Fleet {
    private static final String NAMESPACE = "flux-system";
    private static final String SOURCE = "fleet";

    private final String cluster;
    private final KubernetesApi api;

    private Fleet(String cluster, KubernetesApi api) {
        this.cluster = cluster;
        this.api = api;
    }

    /** Makes the namespace of the objects if it is not there. */
    public static Fleet of(ApiServer server) {
        ObjectNode namespace =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", NAMESPACE);
        server.administrator().createIfMissing("/api/v1/namespaces", namespace);
        return new Fleet(server.cluster(), server.administrator());
    }

    public Played gitRepository(String name) {
        return create(
                FluxKind.GIT_REPOSITORY,
                name,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("interval", "1m")
                        .put("url", "https://git.example.com/" + name));
    }

    /** A HelmRepository of the OCI kind, to which no controller ever writes a status. */
    public Played ociHelmRepository(String name) {
        return create(
                FluxKind.HELM_REPOSITORY,
                name,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "oci")
                        .put("interval", "5m")
                        .put("url", "oci://registry.example.com/" + name));
    }

    /** A Kustomization of the GitRepository {@code fleet}, after others of the same namespace. */
    public Played kustomization(String name, String... dependsOn) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        ArrayNode dependencies = spec.putArray("dependsOn");
        for (String dependency : dependsOn) {
            dependencies.addObject().put("name", dependency);
        }
        spec.put("interval", "10m").put("path", "./" + name).put("prune", true);
        spec.putObject("sourceRef").put("kind", "GitRepository").put("name", SOURCE);
        return create(FluxKind.KUSTOMIZATION, name, spec);
    }

    /** A HelmRelease of a HelmChart. */
    public Played helmRelease(String name, String chart) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("interval", "10m");
        spec.putObject("chartRef").put("kind", "HelmChart").put("name", chart);
        return create(FluxKind.HELM_RELEASE, name, spec);
    }

    private Played create(FluxKind kind, String name, ObjectNode spec) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", kind.apiVersion())
                .put("kind", kind.kind());
        object.putObject("metadata")
                .put("name", name)
                .put("namespace", NAMESPACE)
                .putObject("labels")
                .put("team", "apps");
        object.set("spec", spec);
        return new Played(
                api,
                kind,
                new ResourceId(cluster, kind.kind(), NAMESPACE, name),
                api.create(kind.collection(NAMESPACE), object));
    }
}
