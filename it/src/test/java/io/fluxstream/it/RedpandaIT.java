package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.redpanda.RedpandaContainer;

/** The recorded pipeline on Redpanda itself, where there is a container engine and the image that is deployed. */
class RedpandaIT {
    private static final Pattern IMAGE = Pattern.compile("image: (redpandadata/redpanda:v\\d\\S*)");

    @TempDir
    Path directory;

    @Test
    void theBundledRecordingGivesItsKnownAlertsOnRedpanda() throws IOException {
        String image = image();
        assumeTrue(hasEngine(), "no container engine: neither DOCKER_HOST nor a socket of one is there");
        assumeTrue(hasImage(image), "the image is not there: docker pull " + image);
        try (RedpandaContainer redpanda = new RedpandaContainer(image)) {
            redpanda.start();
            RecordedPipeline.saysWhatIsKnownOfTheBundledRecording(
                    redpanda.getBootstrapServers(), directory.resolve("state"));
        }
    }

    /** The one that docker-compose.yml runs. */
    private static String image() throws IOException {
        Matcher matcher = IMAGE.matcher(Files.readString(Path.of("..", "docker-compose.yml")));
        assertThat(matcher.find())
                .as("docker-compose.yml names an image of Redpanda")
                .isTrue();
        return matcher.group(1);
    }

    /** Looked for by hand, because Testcontainers looks for long. */
    private static boolean hasEngine() {
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run/user/none");
        boolean isNamed = System.getenv("DOCKER_HOST") != null;
        boolean isThere = Stream.of("/var/run/docker.sock", runtime + "/docker.sock", runtime + "/podman/podman.sock")
                .anyMatch(socket -> Files.exists(Path.of(socket)));
        return (isNamed || isThere) && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean hasImage(String image) {
        try {
            DockerClientFactory.instance().client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException notThere) {
            return false;
        }
    }
}
