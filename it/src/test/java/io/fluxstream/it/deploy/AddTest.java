package io.fluxstream.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.cli.config.ClusterSettings;
import io.fluxstream.cli.config.SettingsFile;
import io.fluxstream.it.rig.NeedsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one step by which a cluster or an environment is added, on a copy of the manifests. */
@NeedsProgram("kubectl")
class AddTest {
    @TempDir
    private Path copy;

    @BeforeEach
    void copyManifests() throws IOException {
        try (Stream<Path> files = Files.walk(Overlay.DEPLOY)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(Overlay.DEPLOY.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                    target.toFile().setExecutable(Files.isExecutable(file));
                }
            }
        }
    }

    @Test
    void aClusterIsWatchedAndHasAWayToItsProxy() throws Exception {
        assertThat(add("cluster", "homelab", "boise", "boise-k8s-operator.example.ts.net"))
                .isZero();

        Overlay overlay = Overlay.build(copy.resolve("apps/flux-stream/homelab"));
        String config = overlay.ofKind("ConfigMap")
                .get(0)
                .at("/data/flux-stream.yaml")
                .asText()
                .replaceAll("\n *sasl: .*", "");
        assertThat(SettingsFile.read(Files.writeString(copy.resolve("c.yaml"), config), Map.of("POD_NAME", "p"))
                        .clusters())
                .contains(new ClusterSettings(
                        "boise", new ClusterSettings.Endpoint("boise-k8s-operator.example.ts.net:443", null, null)));
        assertThat(overlay.ofKind("Service")).extracting(Overlay::name).contains("cluster-boise");
    }

    @Test
    void anEnvironmentIsLikeAnotherButNamesItself() throws Exception {
        assertThat(add("environment", "office", "homelab")).isZero();

        assertThat(Overlay.environments(copy)).contains("office");
        for (Path directory : Overlay.applicable(copy)) {
            assertThat(Overlay.build(directory).objects()).isNotEmpty();
        }
        assertThat(Overlay.build(copy.resolve("clusters/office")).objects())
                .extracting(kustomization -> kustomization.at("/spec/path").asText())
                .containsExactlyInAnyOrder(
                        "./deploy/infrastructure/redpanda/office",
                        "./deploy/infrastructure/temporal/office",
                        "./deploy/apps/flux-stream/office",
                        "./deploy/apps/monitoring");
    }

    @Test
    void whatIsThereAlreadyOrHasNoNameIsRefused() throws Exception {
        assertThat(add("cluster", "homelab", "ottawa", "x.ts.net")).isEqualTo(2);
        assertThat(add("cluster", "homelab", "Bo/ise", "x.ts.net")).isEqualTo(2);
        assertThat(add("cluster", "local", "boise", "x.ts.net")).isEqualTo(2);
        assertThat(add("environment", "local", "homelab")).isEqualTo(2);
        assertThat(add("environment", "office", "nowhere")).isEqualTo(2);
        assertThat(add()).isEqualTo(2);
    }

    private int add(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(copy.resolve("add").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
