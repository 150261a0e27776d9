package io.fluxstream.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** The one place that knows Kafka's internal API. */
final class KraftBroker {
    private static final int NODE_ID = 1;
    static final String BROKER_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String FORMATTED = "meta.properties";

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final int port;
    private final String clusterId;

    private KraftBroker(ControllerServer controller, BrokerServer broker, int port, String clusterId) {
        this.controller = controller;
        this.broker = broker;
        this.port = port;
        this.clusterId = clusterId;
    }

    static KraftBroker start(Path directory, int port, FeatureLevel level) {
        return start(directory, port, level, listeners -> Map.of());
    }

    /**
     * The same with more settings.
     *
     * @param more settings that count more than the usual ones, by what the usual listeners are
     */
    static KraftBroker start(Path directory, int port, FeatureLevel level, Function<String, Map<String, String>> more) {
        if (!Files.exists(directory.resolve(FORMATTED))) {
            format(directory, level);
        }
        Map<String, String> settings = settings(directory, port, Ports.claim("Kafka's controller", 0));
        settings.putAll(more.apply(settings.getOrDefault("listeners", "")));
        KafkaConfig config = new KafkaConfig(settings, false);
        LastWords.about(directory);
        KraftBroker broker = assemble(config, port, clusterId(directory));
        try {
            broker.startup();
        } catch (KafkaException e) {
            broker.stop();
            if (String.valueOf(e.getMessage()).contains("failed to bind")) {
                throw Ports.taken("Kafka", port, e);
            }
            throw new CannotStartException("Kafka cannot start on " + directory + ": " + e.getMessage(), e);
        }
        return broker;
    }

    /** Puts together what Kafka's own KafkaRaftServer does, with another broker. */
    private static KraftBroker assemble(KafkaConfig config, int port, String clusterId) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> prepared =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KraftBroker.class), "");
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared = new SharedServer(
                config,
                prepared._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), prepared._2());
        return new KraftBroker(controller, new LoneBroker(shared), port, clusterId);
    }

    private void startup() {
        controller.startup();
        broker.startup();
    }

    private static void format(Path directory, FeatureLevel level) {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(CONTROLLER_LISTENER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString());
        level.lowered().forEach(formatter::setFeatureLevel);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new CannotStartException(
                    "data directory " + directory + " cannot be prepared for Kafka: " + e.getMessage(), e);
        }
    }

    private static String clusterId(Path directory) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve(FORMATTED))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("cluster.id", "");
    }

    private static Map<String, String> settings(Path directory, int port, int controllerPort) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + Ports.HOST + ":" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put(
                "listeners",
                BROKER_LISTENER + "://" + Ports.HOST + ":" + port + "," + CONTROLLER_LISTENER + "://" + Ports.HOST + ":"
                        + controllerPort);
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        alone(settings);
        quickToRecover(settings);
        small(settings);
        return settings;
    }

    private static void alone(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
    }

    /**
     * The transactions of a process that was killed block readers until they time out and the coordinator looks; its
     * broker counts as alive until its session ends, and the next one has to wait for that.
     */
    private static void quickToRecover(Map<String, String> settings) {
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("broker.session.timeout.ms", "6000");
    }

    /** One machine's worth of threads and buffers: the defaults take 128 MB for the log cleaner alone. */
    private static void small(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.replica.alter.log.dirs.threads", "1");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.segment.bytes", "134217728");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("offsets.load.buffer.size", "1048576");
        settings.put("transaction.state.log.load.buffer.size", "1048576");
        settings.put("transaction.state.log.segment.bytes", "16777216");
        settings.put("offsets.topic.segment.bytes", "16777216");
    }

    int port() {
        return port;
    }

    String clusterId() {
        return clusterId;
    }

    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
