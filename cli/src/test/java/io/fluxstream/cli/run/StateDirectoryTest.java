package io.fluxstream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.FluxStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void isMadeWhereItIsMissingAndNothingIsLeftInIt() {
        Path made = directory.resolve("a/b");
        StateDirectory.require(made);
        StateDirectory.require(made);
        assertThat(made).isEmptyDirectory();
    }

    @Test
    void oneThatMayNotBeWrittenIsOneSentence() throws IOException {
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(closed)).as("root writes everywhere").isFalse();
        assertThatThrownBy(() -> StateDirectory.require(closed))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("processor.stateDirectory " + closed
                        + " may not be written by this user; change its owner, or name another");
    }

    @Test
    void aFileSystemThatTakesNothingIsOneSentence() {
        // Nobody makes directories there, not even root.
        assumeThat(Path.of("/proc/self")).exists();
        assertThatThrownBy(() -> StateDirectory.require(Path.of("/proc/flux-stream")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("processor.stateDirectory /proc/flux-stream cannot be written (")
                .hasMessageEndingWith("; mount it writable, make room there, or name another");
    }

    @Test
    void aProcessorThatHasNoneDoesNotStart() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path config = Files.writeString(
                directory.resolve("flux-stream.yaml"),
                "processor: {stateDirectory: \"" + file.resolve("state")
                        + "\"}\nkafka: {bootstrapServers: \"127.0.0.1:1\"}\n");
        StringWriter err = new StringWriter();
        int exit = FluxStream.run(
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(err, true),
                "processor",
                "--http-port",
                "0",
                "--config",
                config.toString());
        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("flux-stream processor: processor.stateDirectory " + file.resolve("state"))
                .contains("; ");
        assertThat(exit).isEqualTo(2);
    }
}
