package io.fluxstream.it.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.it.rig.ApiServer;
import io.fluxstream.it.rig.KubernetesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The objects of one cluster. */
public final class Fleet {
    private static final String NAMESPACE = "flux-system";
    private static final String SOURCE = "fleet";
    private static final int CLIENTS = 8;

    /** The label of {@link #mark}, and the name of the objects that carry it. */
    public static final String MARK = "mark";

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

    /**
     * Marks an object of each kind, for whoever wants to know that everything before has been seen.
     *
     * @return the marked objects
     */
    public List<ResourceId> mark(String mark) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("metadata").putObject("labels").put(MARK, mark);
        List<ResourceId> marked = new ArrayList<>();
        for (FluxKind kind : FluxKind.values()) {
            String path = kind.collection(NAMESPACE) + "/" + MARK;
            api.createIfMissing(kind.collection(NAMESPACE), object(kind, MARK, JsonNodeFactory.instance.objectNode()));
            api.patch(path, change);
            marked.add(id(kind, MARK));
        }
        return marked;
    }

    /** As many Kustomizations as said, named {@code prefix-0} and so on, made by several clients at once. */
    public List<Played> kustomizations(String prefix, int count) {
        return inParallel(IntStream.range(0, count).boxed().toList(), number -> kustomization(prefix + "-" + number));
    }

    /** Several clients at once. */
    public static <T, R> List<R> inParallel(List<T> subjects, Function<T, R> action) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<R>> answers = new ArrayList<>();
            for (T subject : subjects) {
                answers.add(clients.submit(() -> action.apply(subject)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            clients.shutdownNow();
        }
    }

    private ResourceId id(FluxKind kind, String name) {
        return new ResourceId(cluster, kind.kind(), NAMESPACE, name);
    }

    private Played create(FluxKind kind, String name, ObjectNode spec) {
        return new Played(api, kind, id(kind, name), api.create(kind.collection(NAMESPACE), object(kind, name, spec)));
    }

    private static ObjectNode object(FluxKind kind, String name, ObjectNode spec) {
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
        return object;
    }
}
