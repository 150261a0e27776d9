package io.fluxstream.embedded;

import java.nio.file.Path;

/**
 * A Kafka broker inside this JVM, alone and its own controller, whose data outlives it.
 *
 * <p>It listens on the loopback interface only. A process that was killed finds everything acknowledged again.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final DataDirectory data;
    private final KraftBroker broker;
    private final int guardedPort;

    private EmbeddedKafka(DataDirectory data, KraftBroker broker, int guardedPort) {
        this.data = data;
        this.broker = broker;
        this.guardedPort = guardedPort;
    }

    /**
     * Starts a broker and returns once clients can use it.
     *
     * @param dataDir made when missing
     * @param port 0 for any free one
     * @param level counts only for a directory that holds no data yet
     * @throws CannotStartException if the port or the directory is in use
     */
    public static EmbeddedKafka start(Path dataDir, int port, FeatureLevel level) {
        DataDirectory data = DataDirectory.lock(dataDir);
        try {
            return new EmbeddedKafka(data, KraftBroker.start(data.path(), Ports.claim("Kafka", port), level), 0);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** A broker with a relayed listener beside the one on the port. */
    public static EmbeddedKafka start(Path dataDir, int port, FeatureLevel level, RelayedListener relayed) {
        DataDirectory data = DataDirectory.lock(dataDir);
        try {
            int claimed = Ports.claim("Kafka", port);
            KraftBroker broker = KraftBroker.start(
                    data.path(), claimed, level, listeners -> relayed.brokerSettings(claimed, listeners));
            return new EmbeddedKafka(data, broker, 0);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** A broker with a guarded listener beside the open one, each on any free port. */
    public static EmbeddedKafka guarded(Path dataDir, GuardedListener guard) {
        DataDirectory data = DataDirectory.lock(dataDir);
        try {
            int guardedPort = Ports.claim("Kafka", 0);
            KraftBroker broker = KraftBroker.start(
                    data.path(),
                    Ports.claim("Kafka", 0),
                    FeatureLevel.LATEST,
                    listeners -> guard.brokerSettings(listeners, guardedPort));
            return new EmbeddedKafka(data, broker, guardedPort);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return Ports.HOST + ':' + broker.port();
    }

    /** The same of the guarded listener. */
    public String guardedServers() {
        return Ports.HOST + ':' + guardedPort;
    }

    /** The identity of the cluster, the same for as long as the data lives. */
    public String clusterId() {
        return broker.clusterId();
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } finally {
            data.close();
        }
    }
}
