package io.fluxstream.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;

/** A real API server that has Flux's kinds and none of its controllers: those are played here. */
final class PlayedCluster implements AutoCloseable {
    static final String NAMESPACE = "flux-stream-benchmark";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REVISION = "main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8";

    private final String context;
    private final KubernetesClient client;
    private final String url;

    private PlayedCluster(String context, Config config) {
        this.context = context;
        client = new KubernetesClientBuilder().withConfig(config).build();
        String master = config.getMasterUrl();
        url = master.endsWith("/") ? master.substring(0, master.length() - 1) : master;
    }

    /** Makes the benchmark's namespace in the cluster of a context when it is missing. */
    static PlayedCluster of(Path kubeconfig, String context) {
        if (!Files.isReadable(kubeconfig)) {
            throw new IllegalArgumentException("kubeconfig " + kubeconfig + " cannot be read");
        }
        PlayedCluster cluster = new PlayedCluster(context, Config.fromKubeconfig(context, kubeconfig.toFile()));
        cluster.createIfMissing("/api/v1/namespaces", object("v1", "Namespace", NAMESPACE));
        return cluster;
    }

    /** A kind of Flux as paths name it. */
    enum Kind {
        KUSTOMIZATION("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "kustomizations"),
        HELM_RELEASE("helm.toolkit.fluxcd.io/v2", "HelmRelease", "helmreleases"),
        HELM_CHART("source.toolkit.fluxcd.io/v1", "HelmChart", "helmcharts"),
        HELM_REPOSITORY("source.toolkit.fluxcd.io/v1", "HelmRepository", "helmrepositories"),
        GIT_REPOSITORY("source.toolkit.fluxcd.io/v1", "GitRepository", "gitrepositories");

        private final String apiVersion;
        private final String name;
        private final String plural;

        Kind(String apiVersion, String name, String plural) {
            this.apiVersion = apiVersion;
            this.name = name;
            this.plural = plural;
        }

        private String collection() {
            return "/apis/" + apiVersion + "/namespaces/" + NAMESPACE + "/" + plural;
        }
    }

    String context() {
        return context;
    }

    /** The key of a resource of this cluster when it is watched under the context's name. */
    String key(Kind kind, String name) {
        return context + "/" + kind.name + "/" + NAMESPACE + "/" + name;
    }

    /** Makes an object that is Ready; one that is there already becomes Ready. */
    void put(Kind kind, String name) {
        ObjectNode object = object(kind.apiVersion, kind.name, name);
        ((ObjectNode) object.path("metadata"))
                .put("namespace", NAMESPACE)
                .putObject("labels")
                .put("team", "apps");
        ObjectNode spec = object.putObject("spec").put("interval", "10m");
        spec.putObject("sourceRef").put("kind", "GitRepository").put("name", "fleet");
        createIfMissing(kind.collection(), object);
        patchReady(kind, name, "True", "ReconciliationSucceeded", "Applied revision: " + REVISION);
    }

    /**
     * Writes the Ready condition as a controller does.
     *
     * @return the resourceVersion that the API server gave to the write
     */
    String patchReady(Kind kind, String name, String status, String reason, String message) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode fields = patch.putObject("status")
                .put("observedGeneration", 1)
                .put("lastAppliedRevision", REVISION)
                .put("lastAttemptedRevision", REVISION);
        fields.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", status)
                .put("reason", reason)
                .put("message", message)
                .put("observedGeneration", 1)
                .put(
                        "lastTransitionTime",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        JsonNode written =
                send("PATCH", "application/merge-patch+json", kind.collection() + "/" + name + "/status", patch);
        return written.path("metadata").path("resourceVersion").asText("");
    }

    /** Removes all that the benchmark made. */
    void clear() {
        for (Kind kind : Kind.values()) {
            send("DELETE", "application/json", kind.collection(), JsonNodeFactory.instance.objectNode());
        }
    }

    private void createIfMissing(String collection, ObjectNode object) {
        try {
            send("POST", "application/json", collection, object);
        } catch (RefusedException refused) {
            if (refused.status != 409) {
                throw refused;
            }
        }
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind);
        object.putObject("metadata").put("name", name);
        return object;
    }

    private JsonNode send(String method, String type, String path, JsonNode body) {
        try {
            HttpRequest request = client.getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(url + path)
                    .method(method, type, JSON.writeValueAsString(body))
                    .build();
            HttpResponse<String> answer =
                    client.getHttpClient().sendAsync(request, String.class).join();
            if (!answer.isSuccessful()) {
                throw new RefusedException(answer.code(), method + " " + path + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (CompletionException e) {
            throw new IllegalStateException(method + " " + url + path, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** An answer that is not a success. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        private RefusedException(int status, String message) {
            super(status + " " + message);
            this.status = status;
        }
    }
}
