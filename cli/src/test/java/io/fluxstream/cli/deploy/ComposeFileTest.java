package io.fluxstream.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxstream.cli.FluxStream;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.cli.config.SettingsFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** Holds docker-compose.yml to what can be known of it without pulling an image. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FILE = ROOT.resolve("docker-compose.yml");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+):-([^}]*)}");
    private static final List<String> ROLES = List.of("watcher", "processor", "bridge", "notify");

    @Test
    void everyRoleIsStartedWithACommandThatTheRealCommandLineTakes() throws IOException {
        for (String role : ROLES) {
            List<String> command = texts(service(role, Map.of()).get("command"));
            assertThat(command).startsWith(role).contains("--config", "--health-file");
            assertThatCode(() -> new CommandLine(new FluxStream()).parseArgs(command.toArray(String[]::new)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theMountedConfigurationIsOneThatTheRolesRead() throws IOException {
        Settings settings = SettingsFile.read(ROOT.resolve("deploy/compose/flux-stream.yaml"), Map.of());

        assertThat(settings.kafka().bootstrapServers()).isEqualTo("redpanda:9092");
        assertThat(settings.temporal().address()).isEqualTo("temporal:7233");
        assertThat(settings.clusters()).hasSize(1);
        assertThat(settings.notifying().sinks()).hasSize(1);
        assertThat(services(Map.of())).containsKeys("redpanda", "temporal", "alertmanager");
    }

    @Test
    void whatIsMountedFromTheProjectExists() throws IOException {
        for (String role : ROLES) {
            for (String volume : texts(service(role, Map.of()).get("volumes"))) {
                assertThat(ROOT.resolve(volume.substring(0, volume.indexOf(':'))))
                        .isRegularFile();
            }
        }
    }

    @Test
    void oneVariableMountsAKubeconfigIntoTheWatcher() throws IOException {
        List<String> volumes = texts(service("watcher", Map.of("FLUX_STREAM_KUBECONFIG", "/home/kim/.kube/config"))
                .get("volumes"));

        assertThat(volumes).contains("/home/kim/.kube/config:/etc/flux-stream/kubeconfig:ro");
        assertThat(texts(service("watcher", Map.of()).get("command"))).contains("/etc/flux-stream/kubeconfig");
    }

    @Test
    void imagesArePinned() throws IOException {
        for (Object service : services(Map.of()).values()) {
            assertThat(text(map(service).get("image"))).matches("flux-stream:local|[a-z/]+:v?\\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void redpandaIsNewEnoughForItsTransactions() throws IOException {
        Matcher version = Pattern.compile(":v(\\d+)\\.(\\d+)\\.")
                .matcher(text(service("redpanda", Map.of()).get("image")));

        assertThat(version.find()).isTrue();
        assertThat(Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2)))
                .isGreaterThanOrEqualTo(2502);
    }

    @Test
    void whatOthersWaitForIsThereAndSaysHowItIs() throws IOException {
        Map<String, Object> services = services(Map.of());
        for (Object service : services.values()) {
            Object dependsOn = map(service).get("depends_on");
            for (String needed :
                    dependsOn == null ? List.<String>of() : map(dependsOn).keySet()) {
                assertThat(map(Objects.requireNonNull(services.get(needed)))).containsKey("healthcheck");
            }
        }
        ROLES.forEach(role -> assertThat(map(Objects.requireNonNull(services.get(role))))
                .containsKey("healthcheck")
                .containsEntry("read_only", true));
    }

    @Test
    void theDockerfileDropsPrivilegesAndTakesOtherBaseImages() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

        assertThat(dockerfile).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$");
        assertThat(dockerfile).contains("ARG BUILD_IMAGE=", "ARG RUNTIME_IMAGE=", "ENTRYPOINT [\"flux-stream\"]");
    }

    @Test
    void composeItselfReadsTheFile() throws Exception {
        List<String> compose = composeCommand();
        assumeTrue(!compose.isEmpty(), "skipped: neither docker compose nor docker-compose is on the PATH");
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of("-f", FILE.toString(), "config", "-q"));

        assertThat(exitCode(command)).isZero();
    }

    private static List<String> composeCommand() throws Exception {
        if (isOnThePath("docker") && exitCode(List.of("docker", "compose", "version")) == 0) {
            return List.of("docker", "compose");
        }
        return isOnThePath("docker-compose") ? List.of("docker-compose") : List.of();
    }

    private static boolean isOnThePath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static int exitCode(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static Map<String, Object> service(String name, Map<String, String> environment) throws IOException {
        return map(Objects.requireNonNull(services(environment).get(name)));
    }

    private static Map<String, Object> services(Map<String, String> environment) throws IOException {
        String filled = VARIABLE.matcher(Files.readString(FILE))
                .replaceAll(reference ->
                        Matcher.quoteReplacement(environment.getOrDefault(reference.group(1), reference.group(2))));
        Map<String, Object> file = new Yaml().load(filled);
        return map(Objects.requireNonNull(file.get("services")));
    }

    @SuppressWarnings("unchecked") // what YAML calls a mapping
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static List<String> texts(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().map(String::valueOf).toList();
    }
}
