package io.fluxstream.cli.run;

import io.fluxstream.cli.BootstrapOption;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.TemporalOption;
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

    @Mixin
    private BootstrapOption broker;

    @Mixin
    private TemporalOption server;

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
        if (broker.isGiven()) {
            requireNoPort(BootstrapOption.NAME, "--kafka-port", kafkaPort);
        }
        if (server.isGiven()) {
            requireNoPort(TemporalOption.NAME, "--temporal-port", temporalPort);
        }
        return settings.withKafka(broker.over(settings.kafka())).withTemporal(server.over(settings.temporal()));
    }

    private static void requireNoPort(String address, String port, @Nullable Integer value) {
        if (value != null) {
            throw CommandFailure.usage(address + " names a server elsewhere, and " + port
                    + " the port of one here; leave one of them out");
        }
    }

    Plan.Server kafka(int otherwise) {
        return server(broker.isGiven(), kafkaPort, otherwise);
    }

    Plan.Server temporal(int otherwise) {
        return server(server.isGiven(), temporalPort, otherwise);
    }

    private static Plan.Server server(boolean elsewhere, @Nullable Integer port, int otherwise) {
        return elsewhere ? Plan.Server.ELSEWHERE : Plan.Server.here(port == null ? otherwise : port);
    }
}
