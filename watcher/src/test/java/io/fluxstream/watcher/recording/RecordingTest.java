package io.fluxstream.watcher.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that are damaged, joined, or written here. */
class RecordingTest {
    @TempDir
    private Path directory;

    @Test
    void saysHowFarACutOffRecordingCouldBeRead() throws IOException {
        byte[] whole = bundled();
        Path cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Recording.of(cut))
                .isInstanceOf(RecordingException.class)
                .hasMessageMatching("the recording .*cut\\.gz is cut off after line \\d+ \\(2026-11-21T.*Z\\)");
    }

    @Test
    void saysHowFarADamagedRecordingCouldBeRead() throws IOException {
        Path damaged = Files.writeString(
                directory.resolve("damaged"),
                "{\"observedAt\":\"2026-11-21T10:00:00.000Z\",\"cluster\":\"a\",\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"X\","
                        + "\"metadata\":{\"resourceVersion\":\"1\"}}}\n{\"observedAt\":",
                StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Recording.of(damaged))
                .hasMessageEndingWith("has a line that is no recorded event after line 1 (2026-11-21T10:00:00Z)");
    }

    @Test
    void refusesWhatIsEmptyOrNotThere() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThatThrownBy(() -> Recording.of(empty)).hasMessageEndingWith("is empty");
        assertThatThrownBy(() -> Recording.of(directory.resolve("nothing")))
                .hasMessageContaining("there is no recording");
    }

    @Test
    void readsGzipOfSeveralMembers() throws IOException {
        Path joined = directory.resolve("joined.gz");
        byte[] whole = bundled();
        byte[] twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        Files.write(joined, twice);
        assertThat(Recording.of(joined).clusters().get(0).lines()).isEqualTo(2 * 992);
    }

    @Test
    void readsBackWhatIsWrittenWithoutSecretsAndBallast() throws IOException {
        Path file = directory.resolve("new.gz");
        String object =
                "{\"apiVersion\":\"helm.toolkit.fluxcd.io/v2\",\"kind\":\"HelmRelease\",\"metadata\":{\"name\":\"x\",\"namespace\":\"y\","
                        + "\"uid\":\"u\",\"resourceVersion\":\"5\",\"managedFields\":[{\"manager\":\"m\"}]},\"spec\":{\"values\":{\"password\":\"hunter2\"}},"
                        + "\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"message\":\"https://u:hunter2@h/ä\"}]}}";
        byte[] json = object.getBytes(StandardCharsets.UTF_8);
        try (RecordingWriter writer = RecordingWriter.create(file)) {
            writer.write(Instant.parse("2026-11-21T10:00:00.123456Z"), "ottawa", "ADDED", json, 0, json.length);
        }
        StringBuilder played = new StringBuilder();
        Recording.of(file).play(Duration.ZERO, event -> played.append(event).append('\n'));
        assertThat(played.toString())
                .contains("https://***@h/ä", "2026-11-21T10:00:00.123Z")
                .doesNotContain("hunter2");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("managedFields", "hunter2");
        }
    }

    private static byte[] bundled() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Recording.class.getClassLoader().getResourceAsStream("recordings/ottawa.ndjson.gz"))) {
            return in.readAllBytes();
        }
    }
}
