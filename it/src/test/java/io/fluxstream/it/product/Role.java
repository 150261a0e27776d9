package io.fluxstream.it.product;

import io.fluxstream.it.Eventually;
import io.fluxstream.it.rig.FreePort;
import io.fluxstream.it.rig.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the roles watcher, processor and bridge as a process, with the arguments that docker-compose.yml gives it. */
public final class Role implements AutoCloseable {
    private final String name;
    private final Path directory;
    private final Path config;
    private final int httpPort = FreePort.choose();
    private @Nullable ServerProcess process;

    public Role(String name, Path directory, Path config) {
        this.name = name;
        this.directory = directory;
        this.config = config;
    }

    public void start() {
        try {
            Files.deleteIfExists(healthFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = FluxStream.start(
                name,
                directory,
                List.of(
                        name,
                        "--config",
                        config.toString(),
                        "--health-file",
                        healthFile().toString(),
                        "--http-address",
                        "127.0.0.1",
                        "--http-port",
                        Integer.toString(httpPort)));
    }

    /** Waits until it says that it is at work. */
    public void awaitHealthy() {
        Eventually.holds(name + " is healthy", () -> {
            if (!Files.exists(healthFile())) {
                throw new IllegalStateException(name + " has not touched its health file; its log:\n" + log());
            }
        });
    }

    /** Where it answers /metrics. */
    public int httpPort() {
        return httpPort;
    }

    public void stop() {
        ServerProcess running = process;
        if (running != null) {
            running.stop();
            process = null;
        }
    }

    public void kill() {
        ServerProcess running = process;
        if (running != null) {
            running.kill();
            process = null;
        }
    }

    public String log() {
        ServerProcess running = process;
        return running == null ? name + " does not run" : running.log();
    }

    private Path healthFile() {
        return directory.resolve(name + ".health");
    }

    @Override
    public void close() {
        kill();
    }
}
