package io.fluxstream.bridge;

import io.fluxstream.embedded.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Temporal server of its own process, where its binary is there. */
final class TemporalDevServer implements AutoCloseable {
    private final String binary;
    private final String address;
    private final Process process;

    private TemporalDevServer(String binary, String address, Process process) {
        this.binary = binary;
        this.address = address;
        this.process = process;
    }

    /** Null where there is no binary. */
    static @Nullable TemporalDevServer startIfThere() throws IOException {
        String binary = find();
        if (binary == null) {
            return null;
        }
        int port = FreePort.choose();
        Process process = new ProcessBuilder(
                        binary, "server", "start-dev", "--headless", "--log-level", "error", "--port", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        TemporalDevServer server = new TemporalDevServer(binary, "127.0.0.1:" + port, process);
        Eventually.eventually(() -> server.cli("operator", "namespace", "describe", "default"));
        return server;
    }

    private static @Nullable String find() {
        String named = System.getenv("TEMPORAL_CLI");
        if (named != null && !named.isBlank()) {
            return named;
        }
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator))
                .map(dir -> new File(dir, "temporal"))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst()
                .orElse(null);
    }

    String address() {
        return address;
    }

    /** What the unmodified command line prints. */
    String cli(String... arguments) {
        List<String> command = new ArrayList<>(List.of(binary));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--address", address));
        try {
            Process running =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new AssertionError(command + " said " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
