package io.fluxstream.it.product;

import io.fluxstream.it.Eventually;
import io.fluxstream.it.rig.FreePort;
import io.fluxstream.it.rig.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker of Redpanda's feature level in a process of its own. */
public final class Broker implements AutoCloseable {
    private final Path directory;
    private final int port = FreePort.choose();
    private ServerProcess process;

    private Broker(Path directory) {
        this.directory = directory;
        this.process = launch();
    }

    public static Broker start(Path directory) {
        Broker broker = new Broker(directory);
        broker.awaitReady();
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        process.stop();
    }

    public void kill() {
        process.kill();
    }

    /** Starts it again on the same port and the same data. */
    public void startAgain() {
        process = launch();
        awaitReady();
    }

    private ServerProcess launch() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                directory.resolve("kafka").toString(),
                Integer.toString(port));
        return ServerProcess.start("kafka", directory, command, Map.of());
    }

    private void awaitReady() {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "5000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "10000");
        Eventually.holds("the broker is ready", () -> {
            try (Admin admin = Admin.create(settings)) {
                admin.describeCluster().nodes().get();
            }
        });
    }

    @Override
    public void close() {
        process.kill();
    }
}
