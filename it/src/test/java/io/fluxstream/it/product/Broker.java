package io.fluxstream.it.product;

import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.Eventually;
import io.fluxstream.it.rig.Relay;
import io.fluxstream.it.rig.Restartable;
import io.fluxstream.it.rig.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** A broker of Redpanda's feature level in a process of its own. */
public final class Broker implements AutoCloseable {
    private final Path directory;
    private final int port = FreePort.choose();
    private final int relayedPort;
    private final @Nullable Relay relay;
    private final Restartable process = new Restartable("kafka", this::launch, this::awaitReady);

    private Broker(Path directory, int relayedPort, @Nullable Relay relay) {
        this.directory = directory;
        this.relayedPort = relayedPort;
        this.relay = relay;
    }

    /** In {@code directory/kafka}. */
    public static Broker start(Path directory) {
        Broker broker = new Broker(directory, 0, null);
        broker.startAgain();
        return broker;
    }

    /** One that has a second listener, behind a relay. */
    public static Broker relayed(Path directory) {
        int relayedPort = FreePort.choose();
        Broker broker = new Broker(directory, relayedPort, Relay.to(relayedPort));
        broker.startAgain();
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The network before the second listener. */
    public Relay relay() {
        return Objects.requireNonNull(relay, "the broker has no second listener");
    }

    /** To be ended and started again on the same port and the same data. */
    public Restartable process() {
        return process;
    }

    public void stop() {
        process.stop();
    }

    public void kill() {
        process.kill();
    }

    /** Starts it again on the same port and the same data. */
    public void startAgain() {
        process.start();
        awaitReady();
    }

    private ServerProcess launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                directory.resolve("kafka").toString(),
                Integer.toString(port)));
        if (relay != null) {
            command.add(Integer.toString(relayedPort));
            command.add(Integer.toString(relay.port()));
        }
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
        if (relay != null) {
            relay.close();
        }
    }
}
