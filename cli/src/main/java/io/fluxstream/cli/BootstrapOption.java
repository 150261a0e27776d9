package io.fluxstream.cli;

import io.fluxstream.cli.config.KafkaSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which broker, where it is not the one of the configuration. Everything else about it still comes from there. */
public final class BootstrapOption {
    public static final String NAME = "--bootstrap-servers";

    @Option(
            names = NAME,
            paramLabel = "HOST:PORT",
            description = "The Kafka broker, or several separated by commas, in place of what the configuration names.")
    private @Nullable String servers;

    public boolean isGiven() {
        return servers != null;
    }

    /** The settings with the broker of the option, if there is one. */
    public KafkaSettings over(KafkaSettings configured) {
        return servers == null ? configured : configured.withBootstrapServers(SettingsOptions.addresses(NAME, servers));
    }
}
