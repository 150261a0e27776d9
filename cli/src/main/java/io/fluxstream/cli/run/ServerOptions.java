package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.observe.RoleView;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers a pipeline in one process runs itself, and which are somebody else's. */
final class ServerOptions {
    static final int KAFKA_PORT = 9092;
    static final int TEMPORAL_PORT = 7233;

    @Mixin
    private SettingsOptions file;

    @Mixin
    private HttpOptions http;

    @Option(names = "--data", paramLabel = "DIR", description = "Where data is kept.")
    private @Nullable Path data;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "The port of the embedded Kafka broker; 9092 by default, 0 for any free one.")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--temporal-port",
            paramLabel = "PORT",
            description = "The port of the embedded Temporal server; 7233 by default, 0 for any free one.")
    private @Nullable Integer temporalPort;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "A Kafka that is there already, instead of the embedded one.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--temporal",
            paramLabel = "HOST:PORT",
            description = "A Temporal that is there already, instead of the embedded one.")
    private @Nullable String temporal;

    /** Opens the port on which the pipeline is seen, if one is asked for. */
    RoleView view(Settings settings) {
        return http.ofAll(settings);
    }

    Path data(Path otherwise) {
        return data == null ? otherwise : data;
    }

    boolean hasData() {
        return data != null;
    }

    Settings settings() {
        Settings settings = file.read();
        if (bootstrapServers != null) {
            requireNoPort("--bootstrap-servers", "--kafka-port", kafkaPort);
            settings = settings.withKafka(settings.kafka()
                    .withBootstrapServers(SettingsOptions.addresses("--bootstrap-servers", bootstrapServers)));
        }
        if (temporal != null) {
            requireNoPort("--temporal", "--temporal-port", temporalPort);
            settings = settings.withTemporal(
                    settings.temporal().withAddress(SettingsOptions.address("--temporal", temporal)));
        }
        return settings;
    }

    private static void requireNoPort(String address, String port, @Nullable Integer value) {
        if (value != null) {
            throw CommandFailure.usage(address + " names a server elsewhere, and " + port
                    + " the port of one here; leave one of them out");
        }
    }

    Plan.Server kafka(int otherwise) {
        return server(bootstrapServers, kafkaPort, otherwise);
    }

    Plan.Server temporal(int otherwise) {
        return server(temporal, temporalPort, otherwise);
    }

    private static Plan.Server server(@Nullable String elsewhere, @Nullable Integer port, int otherwise) {
        return elsewhere == null ? Plan.Server.here(port == null ? otherwise : port) : Plan.Server.ELSEWHERE;
    }
}
