package io.fluxstream.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.it.rig.NeedsProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Flux is given for a cluster: each of its Kustomizations has a path, waits for what exists, and knows what healthy is. */
@NeedsProgram("kubectl")
class FluxChainTest {
    static Stream<Overlay> clusters() {
        return Stream.concat(Stream.of("watched"), Overlay.environments(Overlay.DEPLOY).stream())
                .map(name -> Overlay.build(Overlay.DEPLOY.resolve("clusters").resolve(name)));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void everyPathIsADirectoryThatKustomizeBuilds(Overlay cluster) {
        for (JsonNode kustomization : cluster.ofKind("Kustomization")) {
            assertThat(path(kustomization).resolve("kustomization.yaml")).exists();
            assertThat(Overlay.build(path(kustomization)).objects()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void everyWorkloadIsWaitedForAndNothingElse(Overlay cluster) {
        for (JsonNode kustomization : cluster.ofKind("Kustomization")) {
            List<String> healthChecks = new ArrayList<>();
            kustomization
                    .at("/spec/healthChecks")
                    .forEach(check -> healthChecks.add(named(check, check.path("namespace"), check.path("name"))));

            assertThat(healthChecks)
                    .containsExactlyInAnyOrderElementsOf(Overlay.build(path(kustomization)).workloads().stream()
                            .map(workload ->
                                    named(workload, workload.at("/metadata/namespace"), workload.at("/metadata/name")))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void everyDependencyIsThere(Overlay cluster) {
        Map<String, JsonNode> kustomizations =
                cluster.ofKind("Kustomization").stream().collect(Collectors.toMap(Overlay::name, one -> one));
        kustomizations
                .values()
                .forEach(kustomization -> kustomization
                        .at("/spec/dependsOn")
                        .forEach(dependency -> assertThat(kustomizations)
                                .containsKey(dependency.path("name").asText())));
        if (kustomizations.containsKey("flux-stream")) {
            assertThat(kustomizations.get("flux-stream").at("/spec/dependsOn")).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void whoHasAnEncryptedSecretKnowsHowToReadIt(Overlay cluster) {
        for (JsonNode kustomization : cluster.ofKind("Kustomization")) {
            boolean encrypted = Files.exists(path(kustomization).resolve("secret.sops.yaml"));

            assertThat(kustomization.at("/spec/decryption/provider").asText()).isEqualTo(encrypted ? "sops" : "");
        }
    }

    private static Path path(JsonNode kustomization) {
        return Overlay.DEPLOY
                .resolve("..")
                .resolve(kustomization.at("/spec/path").asText())
                .normalize();
    }

    private static String named(JsonNode object, JsonNode namespace, JsonNode name) {
        return object.path("apiVersion").asText() + " " + object.path("kind").asText() + " " + namespace.asText() + "/"
                + name.asText();
    }
}
