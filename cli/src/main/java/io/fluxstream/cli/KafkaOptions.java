package io.fluxstream.cli;

import io.fluxstream.cli.config.KafkaSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the topics are. */
public final class KafkaOptions {
    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka broker; by default that of the configuration, or 127.0.0.1:9092.")
    private @Nullable String bootstrapServers;

    public KafkaSettings kafka() {
        KafkaSettings kafka = settings.read().kafka();
        return bootstrapServers == null
                ? kafka
                : kafka.withBootstrapServers(SettingsOptions.addresses("--bootstrap-servers", bootstrapServers));
    }
}
