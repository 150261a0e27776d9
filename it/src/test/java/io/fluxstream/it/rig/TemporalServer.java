package io.fluxstream.it.rig;

import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.Eventually;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Temporal's dev server, whose workflows are in a file. */
public final class TemporalServer {
    private static final String FILE = "temporal.db";

    private final Path binary;
    private final Path directory;
    private final int port = FreePort.choose();
    private final Restartable process = new Restartable("temporal", this::launch, this::awaitReady);

    private TemporalServer(Path binary, Path directory) {
        this.binary = binary;
        this.directory = directory;
    }

    static TemporalServer start(Binaries binaries, Path directory) {
        TemporalServer server = new TemporalServer(binaries.temporal(), directory);
        server.process.start();
        return server;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The command with which users ask workflows by hand. */
    public Path cli() {
        return binary;
    }

    /** To be ended and started again with all its workflows. */
    public Restartable process() {
        return process;
    }

    public int port() {
        return port;
    }

    public void stop() {
        process.stop();
    }

    /** Starts it again on the same port with all its workflows. */
    public void restart() {
        stop();
        process.start();
        awaitReady();
    }

    /** Starts it again on the same port with nothing. */
    public void restartEmpty() {
        stop();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(FILE))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.start();
        awaitReady();
    }

    void awaitReady() {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
        try {
            DescribeNamespaceRequest question = DescribeNamespaceRequest.newBuilder()
                    .setNamespace("default")
                    .build();
            Eventually.holds("Temporal is ready", () -> stubs.blockingStub().describeNamespace(question));
        } finally {
            stubs.shutdownNow();
        }
    }

    private ServerProcess launch() {
        List<String> command = List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--headless",
                "--ip=127.0.0.1",
                "--port=" + port,
                "--db-filename=" + directory.resolve(FILE),
                "--log-level=error");
        return ServerProcess.start("temporal", directory, command, Map.of());
    }
}
