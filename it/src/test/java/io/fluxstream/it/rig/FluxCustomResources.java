package io.fluxstream.it.rig;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.it.Eventually;
import io.fluxstream.it.fleet.FluxKind;
import java.util.Locale;

/** What `flux install` would give a cluster, as far as flux-stream can see: the kinds, and leave to read them. */
final class FluxCustomResources {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FluxCustomResources() {}

    static void install(KubernetesApi api) {
        for (FluxKind kind : FluxKind.values()) {
            api.createIfMissing("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition(kind));
        }
        api.createIfMissing("/apis/rbac.authorization.k8s.io/v1/clusterroles", readerRole());
        api.createIfMissing("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", readerBinding());
        for (FluxKind kind : FluxKind.values()) {
            Eventually.holds(kind + " is served", () -> api.get(kind.collection("default")));
        }
    }

    /** The status is a subresource, as in Flux; any field goes. */
    private static ObjectNode definition(FluxKind kind) {
        ObjectNode definition =
                JSON.objectNode().put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        definition.putObject("metadata").put("name", kind.plural() + "." + kind.group());
        ObjectNode spec = definition.putObject("spec");
        spec.put("group", kind.group()).put("scope", "Namespaced");
        spec.putObject("names")
                .put("kind", kind.kind())
                .put("plural", kind.plural())
                .put("singular", kind.kind().toLowerCase(Locale.ROOT));
        ObjectNode version = spec.putArray("versions").addObject();
        version.put("name", kind.version()).put("served", true).put("storage", true);
        version.putObject("subresources").putObject("status");
        version.putObject("schema")
                .putObject("openAPIV3Schema")
                .put("type", "object")
                .put("x-kubernetes-preserve-unknown-fields", true);
        return definition;
    }

    /** No more than the documentation asks for. */
    private static ObjectNode readerRole() {
        ObjectNode role = rbac("ClusterRole");
        ObjectNode fluxKinds = role.putArray("rules").addObject();
        fluxKinds
                .putArray("apiGroups")
                .add("kustomize.toolkit.fluxcd.io")
                .add("helm.toolkit.fluxcd.io")
                .add("source.toolkit.fluxcd.io");
        fluxKinds.putArray("resources").add("*");
        fluxKinds.putArray("verbs").add("get").add("list").add("watch");
        ObjectNode identity = role.withArray("rules").addObject();
        identity.putArray("apiGroups").add("");
        identity.putArray("resources").add("namespaces");
        identity.putArray("resourceNames").add("kube-system");
        identity.putArray("verbs").add("get");
        return role;
    }

    private static ObjectNode readerBinding() {
        ObjectNode binding = rbac("ClusterRoleBinding");
        binding.putObject("roleRef")
                .put("apiGroup", "rbac.authorization.k8s.io")
                .put("kind", "ClusterRole")
                .put("name", AccessFiles.READER);
        binding.putArray("subjects")
                .addObject()
                .put("apiGroup", "rbac.authorization.k8s.io")
                .put("kind", "User")
                .put("name", AccessFiles.READER);
        return binding;
    }

    private static ObjectNode rbac(String kind) {
        ObjectNode object = JSON.objectNode()
                .put("apiVersion", "rbac.authorization.k8s.io/v1")
                .put("kind", kind);
        object.putObject("metadata").put("name", AccessFiles.READER);
        return object;
    }
}
