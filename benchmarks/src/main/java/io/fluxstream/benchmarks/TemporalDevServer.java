package io.fluxstream.benchmarks;

import io.fluxstream.embedded.FreePort;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Temporal development server as a process of its own, with the options that docs/compose.md recommends. */
final class TemporalDevServer implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    private final String address;
    private final RoleProcess process;

    private TemporalDevServer(String address, RoleProcess process) {
        this.address = address;
        this.process = process;
    }

    /** @param binary the command line {@code temporal} */
    static TemporalDevServer start(String binary) throws IOException {
        int port = FreePort.choose();
        Path directory = Files.createTempDirectory("temporal");
        RoleProcess process = RoleProcess.start(
                "temporal",
                List.of(
                        binary,
                        "server",
                        "start-dev",
                        "--headless",
                        "--ip",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--db-filename",
                        directory.resolve("temporal.db").toString(),
                        "--sqlite-pragma",
                        "journal_mode=WAL",
                        "--sqlite-pragma",
                        "synchronous=NORMAL",
                        "--log-level",
                        "error"),
                directory.resolve("temporal.log"));
        TemporalDevServer server = new TemporalDevServer("127.0.0.1:" + port, process);
        server.awaitReady();
        return server;
    }

    private void awaitReady() {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
        try {
            stubs.connect(READY_WITHIN);
        } finally {
            stubs.shutdownNow();
        }
    }

    String address() {
        return address;
    }

    RoleProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
