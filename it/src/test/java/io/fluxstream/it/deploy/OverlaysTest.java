package io.fluxstream.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.cli.FluxStream;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.cli.config.SettingsFile;
import io.fluxstream.it.rig.NeedsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What flux-stream itself has to say about its manifests. */
@NeedsProgram("kubectl")
class OverlaysTest {
    private static final String NOTIFIER = "flux-stream-notify";
    private static final Set<String> ROLES = Set.of("watcher", "processor", "bridge");

    @TempDir
    private Path directory;

    @TempDir
    private static Path copy;

    private static Overlay withNotify;

    @BeforeAll
    static void notifyIsAskedFor() {
        withNotify = Overlay.build(WithNotify.overlay(copy));
    }

    static Stream<Overlay> overlays() {
        Stream<Overlay> ours = Stream.concat(Stream.of("base"), Overlay.environments(Overlay.DEPLOY).stream())
                .map(name ->
                        Overlay.build(Overlay.DEPLOY.resolve("apps/flux-stream").resolve(name)));
        return Stream.concat(ours, Stream.of(withNotify));
    }

    static Stream<Overlay> everything() {
        return Stream.concat(Overlay.applicable(Overlay.DEPLOY).stream().map(Overlay::build), Stream.of(withNotify));
    }

    @Test
    void aNotifierIsThereOnlyWhereItIsAskedForAndThenOnce() {
        for (String environment : Overlay.environments(Overlay.DEPLOY)) {
            assertThat(Overlay.build(Overlay.DEPLOY.resolve("apps/flux-stream").resolve(environment))
                            .workloads())
                    .extracting(Overlay::name)
                    .doesNotContain(NOTIFIER);
        }
        JsonNode notifier = withNotify.workloads().stream()
                .filter(workload -> Overlay.name(workload).equals(NOTIFIER))
                .findFirst()
                .orElseThrow();
        assertThat(notifier.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(notifier.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(notifier.at("/spec/template/spec/automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void thePodMonitorAndTheNetworkPoliciesTakeANotifierForOneOfTheRoles() {
        JsonNode labels = withNotify.workloads().stream()
                .filter(workload -> Overlay.name(workload).equals(NOTIFIER))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/metadata/labels");
        List<JsonNode> selectors = new ArrayList<>();
        Overlay.build(Overlay.DEPLOY.resolve("apps/monitoring"))
                .ofKind("PodMonitor")
                .forEach(monitor -> selectors.add(monitor.at("/spec/selector/matchLabels")));
        withNotify.ofKind("NetworkPolicy").stream()
                .filter(policy -> Set.of("flux-stream", NOTIFIER).contains(Overlay.name(policy)))
                .forEach(policy -> selectors.add(policy.at("/spec/podSelector/matchLabels")));

        assertThat(selectors)
                .hasSize(3)
                .allSatisfy(selector -> assertThat(selector.properties())
                        .isNotEmpty()
                        .allMatch(label -> label.getValue().equals(labels.path(label.getKey()))));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void hasAWorkloadForEveryRole(Overlay overlay) {
        assertThat(overlay.workloads())
                .extracting(workload -> workload.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText())
                .containsAll(ROLES);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyCommandLineIsOneThatFluxStreamTakes(Overlay overlay) {
        for (JsonNode workload : overlay.workloads()) {
            List<String> arguments = texts(workload.at("/spec/template/spec/containers/0/args"));

            assertThat(arguments.get(0))
                    .isEqualTo(
                            workload.at("/spec/template/spec/containers/0/name").asText());
            assertThatCode(() -> new CommandLine(new FluxStream()).parseArgs(arguments.toArray(String[]::new)))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyConfigurationIsReadAsItIsMounted(Overlay overlay) throws IOException {
        for (JsonNode workload : overlay.workloads()) {
            Path root = Files.createTempDirectory(directory, "root");
            Mounted.write(overlay, workload, root);
            List<String> arguments = texts(workload.at("/spec/template/spec/containers/0/args"));
            Path config = root.resolve(
                    arguments.get(arguments.indexOf("--config") + 1).substring(1));
            // What it names below /etc/flux-stream lies below the temporary root here.
            Files.writeString(config, Files.readString(config).replace("/etc/flux-stream", root + "/etc/flux-stream"));

            Settings settings = SettingsFile.read(config, Map.of("POD_NAME", "flux-stream-processor-0"));

            assertThat(settings.processor().instanceId()).isEqualTo("flux-stream-processor-0");
            assertThat(settings.kafka().bootstrapServers()).isEqualTo("redpanda.redpanda.svc:9092");
            assertThat(settings.temporal().address()).isEqualTo("temporal.temporal.svc:7233");
            assertThat(settings.notifying().sinks().isEmpty()).isEqualTo(!overlay.equals(withNotify));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void oneWatcherAtATime(Overlay overlay) {
        JsonNode watcher = overlay.ofKind("Deployment").stream()
                .filter(workload -> Overlay.name(workload).equals("flux-stream-watcher"))
                .findFirst()
                .orElseThrow();

        assertThat(watcher.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(watcher.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodWritesNowhereButTmpAndIsProbed(Overlay overlay) {
        for (JsonNode workload : overlay.workloads()) {
            JsonNode container = workload.at("/spec/template/spec/containers/0");

            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
            assertThat(container.at("/ports/0/name").asText()).isEqualTo("http");
            assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
            assertThat(texts(container.at("/resources/requests"))).hasSize(2);
            for (JsonNode mount : container.path("volumeMounts")) {
                assertThat(mount.path("readOnly").asBoolean())
                        .isEqualTo(!mount.path("mountPath").asText().equals("/tmp"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everythingCarriesTheStandardLabels(Overlay overlay) {
        for (JsonNode object : overlay.objects()) {
            JsonNode labels = object.at("/metadata/labels");
            boolean generated =
                    Set.of("ConfigMap", "Secret").contains(object.path("kind").asText());
            if (!generated) {
                assertThat(labels.has("app.kubernetes.io/name"))
                        .as("%s %s", object.path("kind"), Overlay.name(object))
                        .isTrue();
            }
        }
        for (JsonNode workload : overlay.workloads()) {
            JsonNode labels = workload.at("/spec/template/metadata/labels");
            assertThat(workload.at("/spec/selector/matchLabels").properties())
                    .isNotEmpty()
                    .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
        }
    }

    @Test
    void theImagesOfRedpandaAndTemporalAreThoseOfTheComposeFile() throws IOException {
        String compose = Files.readString(Overlay.DEPLOY.resolve("../docker-compose.yml"));
        for (String environment : Overlay.environments(Overlay.DEPLOY)) {
            for (String server : List.of("redpanda", "temporal")) {
                Overlay overlay = Overlay.build(Overlay.DEPLOY.resolve("infrastructure/" + server + "/" + environment));
                for (JsonNode workload : overlay.workloads()) {
                    assertThat(compose)
                            .contains("image: "
                                    + workload.at("/spec/template/spec/containers/0/image")
                                            .asText() + "\n");
                }
            }
        }
    }

    @Test
    void noSecretIsMoreThanAPlaceholder() throws IOException {
        for (Path file : Overlay.files(Overlay.DEPLOY, 8)) {
            String text = Files.readString(file);
            if (text.contains("kind: Secret")) {
                assertThat(file.getFileName().toString()).isEqualTo("secret.sops.yaml");
                assertThat(text).contains("replace-me");
            }
        }
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
