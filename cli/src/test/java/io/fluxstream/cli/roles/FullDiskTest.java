package io.fluxstream.cli.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code local} on a file system of its own, which fills up. Only root may make one. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FullDiskTest {
    @TempDir
    Path directory;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk().toString());
        assumeTrue(mounted, "a file system cannot be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", disk().toString());
        }
    }

    @Test
    void isOneLineThatSaysWhatHelpsAndItGoesOnOnceThereIsRoom() throws Exception {
        Path data = disk().resolve("data");
        try (StartedRole local = local("full", data)) {
            local.awaitSaying(List.of("flux-stream is ready"));
            int before = local.said().length();
            fill();
            assertThat(local.awaitEnd()).isNotZero();
            assertThat(local.said().substring(before).lines().filter(line -> !line.contains(" INFO ")))
                    .filteredOn(line ->
                            line.startsWith("flux-stream:") || line.contains(" ERROR ") || line.startsWith("\t"))
                    .containsExactly("flux-stream: Kafka has ended, for its data directory " + data.resolve("kafka")
                            + " is full; make room there and start again; what was acknowledged is kept");
        }
        Files.delete(ballast());
        try (StartedRole local = local("again", data)) {
            local.awaitSaying(List.of("flux-stream is ready"));
        }
    }

    private StartedRole local(String name, Path data) throws IOException {
        Path config = Files.writeString(
                directory.resolve("flux-stream.yaml"), "clusters: [{name: ottawa, recording: bundled}]\n");
        return StartedRole.quiet(
                directory,
                name,
                List.of("local", "--data", data.toString(), "--kafka-port", "0", "--temporal-port", "0"),
                config);
    }

    private void fill() {
        byte[] chunk = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException full) {
            // That is what it is for.
        }
    }

    private Path disk() throws IOException {
        return Files.createDirectories(directory.resolve("disk"));
    }

    private Path ballast() throws IOException {
        return disk().resolve("ballast");
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
