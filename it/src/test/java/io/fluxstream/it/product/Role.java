package io.fluxstream.it.product;

import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.Eventually;
import io.fluxstream.it.rig.Restartable;
import io.fluxstream.it.rig.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of the roles watcher, processor and bridge as a process, with the arguments that docker-compose.yml gives it. */
public final class Role implements AutoCloseable {
    private final String role;
    private final String name;
    private final Path directory;
    private final Path config;
    private final int httpPort = FreePort.choose();
    private final Restartable process;
    private volatile Map<String, String> environment = Map.of();

    /** The only one of its role. */
    public Role(String role, Path directory, Path config) {
        this(role, role, directory, config);
    }

    /** One of several of a role, under a name of its own. */
    Role(String role, String name, Path directory, Path config) {
        this.role = role;
        this.name = name;
        this.directory = directory;
        this.config = config;
        this.process = new Restartable(name, this::launch, this::awaitHealthy);
    }

    /** To be ended and started again. */
    public Restartable process() {
        return process;
    }

    /** What counts from the next start on, on top of the environment of these tests. */
    public void environment(Map<String, String> more) {
        environment = Map.copyOf(more);
    }

    public void start() {
        process.start();
    }

    private ServerProcess launch() {
        try {
            Files.deleteIfExists(healthFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = List.of(
                role,
                "--config",
                config.toString(),
                "--health-file",
                healthFile().toString(),
                "--http-address",
                "127.0.0.1",
                "--http-port",
                Integer.toString(httpPort));
        return FluxStream.start(name, directory, arguments, environment);
    }

    /** Waits until it says that it is at work. */
    public void awaitHealthy() {
        Eventually.holds(name + " is healthy", () -> {
            if (!Files.exists(healthFile())) {
                throw new IllegalStateException(name + " has not touched its health file; its log:\n" + log());
            }
        });
    }

    public String name() {
        return name;
    }

    /** Where it answers /metrics. */
    public int httpPort() {
        return httpPort;
    }

    public void stop() {
        process.stop();
    }

    public void kill() {
        process.kill();
    }

    public String log() {
        return process.log();
    }

    private Path healthFile() {
        return directory.resolve(name + ".health");
    }

    @Override
    public void close() {
        kill();
    }
}
