package io.fluxstream.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.it.Eventually;
import io.fluxstream.it.rig.ApiServer;
import io.fluxstream.it.rig.KubernetesApi;
import io.fluxstream.it.rig.NeedsProgram;
import io.fluxstream.it.rig.NeedsRig;
import io.fluxstream.it.rig.Rig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says about the manifests. Nothing is kept: every request is a dry run, but for the namespaces. */
@NeedsProgram("kubectl")
@NeedsRig
class ApplyIT {
    private static final String PODS = "/api/v1/namespaces/restricted/pods?dryRun=All&fieldValidation=Strict";

    /** Of Prometheus Operator, as far as an API server needs to know them to take such objects. */
    private static final List<String> OPERATOR_KINDS = List.of("PodMonitor", "PrometheusRule");

    private static Path withNotify;

    private final Path kubeconfig;
    private final KubernetesApi api;

    ApplyIT(Rig rig) {
        ApiServer server = rig.apiServer("stpetersburg");
        api = server.administrator();
        kubeconfig = rig.administratorKubeconfig("stpetersburg");
    }

    static Stream<Path> overlays() {
        return Stream.concat(Overlay.applicable(Overlay.DEPLOY).stream(), Stream.of(withNotify));
    }

    @BeforeAll
    static void notifyIsAskedFor(@TempDir Path copy) {
        withNotify = WithNotify.overlay(copy);
    }

    @BeforeEach
    void namespaces() {
        for (String name : List.of("flux-stream", "redpanda", "temporal", "flux-system", "restricted")) {
            ObjectNode namespace = JsonNodeFactory.instance
                    .objectNode()
                    .put("apiVersion", "v1")
                    .put("kind", "Namespace");
            ObjectNode metadata = namespace.putObject("metadata").put("name", name);
            if (name.equals("restricted")) {
                metadata.putObject("labels").put("pod-security.kubernetes.io/enforce", "restricted");
            }
            api.createIfMissing("/api/v1/namespaces", namespace);
        }
    }

    @BeforeEach
    void prometheusOperator() {
        for (String kind : OPERATOR_KINDS) {
            String singular = kind.toLowerCase(Locale.ROOT);
            String definition = """
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: %1$ss.monitoring.coreos.com}
                    spec:
                      group: monitoring.coreos.com
                      scope: Namespaced
                      names: {kind: %2$s, plural: %1$ss, singular: %1$s}
                      versions:
                        - name: v1
                          served: true
                          storage: true
                          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                    """.formatted(singular, kind);
            api.createIfMissing(
                    "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                    Overlay.parse(definition).get(0));
        }
        for (String kind : OPERATOR_KINDS) {
            Eventually.holds(
                    kind + " is served",
                    () -> api.get("/apis/monitoring.coreos.com/v1/" + kind.toLowerCase(Locale.ROOT) + "s"));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void isAcceptedInADryRunOfTheServer(Path overlay) {
        String said = Program.run(
                Overlay.yaml(overlay),
                "kubectl",
                "--kubeconfig=" + kubeconfig,
                "apply",
                "--server-side",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                "-");

        assertThat(said.lines())
                .hasSameSizeAs(Overlay.build(overlay).objects())
                .allMatch(line -> line.endsWith("serverside-applied (server dry run)"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodIsAdmittedWhereTheRestrictedLevelIsEnforced(Path overlay) {
        for (JsonNode workload : Overlay.build(overlay).workloads()) {
            assertThat(api.create(PODS, pod(workload)).path("kind").asText()).isEqualTo("Pod");
        }
    }

    @Test
    void theRestrictedLevelIsReallyEnforced() {
        JsonNode workload = Overlay.build(Overlay.DEPLOY.resolve("apps/flux-stream/base"))
                .workloads()
                .get(0);
        ObjectNode pod = pod(workload);
        ((ObjectNode) pod.at("/spec/securityContext")).put("runAsNonRoot", false);

        assertThatThrownBy(() -> api.create(PODS, pod))
                .isInstanceOf(KubernetesApi.Refused.class)
                .hasMessageContaining("runAsNonRoot");
    }

    @Test
    void aWatcherBehindTailscaleMayReadFluxAndNothingElse() {
        Path access = Overlay.DEPLOY.resolve("apps/watched-cluster");
        Program.run(Overlay.yaml(access), "kubectl", "--kubeconfig=" + kubeconfig, "apply", "--server-side", "-f", "-");

        assertThat(mayWatcher("watch", "kustomize.toolkit.fluxcd.io", "kustomizations"))
                .isTrue();
        assertThat(mayWatcher("list", "helm.toolkit.fluxcd.io", "helmreleases")).isTrue();
        assertThat(mayWatcher("get", "", "namespaces", "kube-system")).isTrue();
        assertThat(mayWatcher("patch", "kustomize.toolkit.fluxcd.io", "kustomizations"))
                .isFalse();
        assertThat(mayWatcher("get", "", "namespaces", "default")).isFalse();
        assertThat(mayWatcher("get", "", "secrets")).isFalse();
        assertThat(mayWatcher("list", "", "pods")).isFalse();
    }

    private boolean mayWatcher(String verb, String group, String resource, String... name) {
        ObjectNode review = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "authorization.k8s.io/v1")
                .put("kind", "SubjectAccessReview");
        ObjectNode spec = review.putObject("spec").put("user", "egress.example.ts.net");
        spec.putArray("groups").add("tag:flux-stream");
        ObjectNode attributes = spec.putObject("resourceAttributes")
                .put("verb", verb)
                .put("group", group)
                .put("resource", resource);
        if (name.length > 0) {
            attributes.put("name", name[0]);
        }
        return api.create("/apis/authorization.k8s.io/v1/subjectaccessreviews", review)
                .at("/status/allowed")
                .asBoolean();
    }

    /** What the workload's controller would make; a volume that is claimed per pod becomes an empty one. */
    private static ObjectNode pod(JsonNode workload) {
        ObjectNode pod =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", Overlay.name(workload));
        ObjectNode spec = workload.at("/spec/template/spec").deepCopy();
        for (JsonNode claim : workload.at("/spec/volumeClaimTemplates")) {
            spec.withArray("volumes")
                    .addObject()
                    .put("name", Overlay.name(claim))
                    .putObject("emptyDir");
        }
        pod.set("spec", spec);
        return pod;
    }
}
