package io.fluxstream.cli.ask;

import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.cli.config.TemporalSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the workflows are. */
final class FleetOptions {
    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--temporal",
            paramLabel = "HOST:PORT",
            description = "The Temporal server; by default that of the configuration, or 127.0.0.1:7233.")
    private @Nullable String address;

    Settings settings() {
        return settings.read();
    }

    Fleet connect() {
        Settings read = settings();
        TemporalSettings temporal = read.temporal();
        return TemporalFleet.at(
                address == null ? temporal : temporal.withAddress(SettingsOptions.address("--temporal", address)));
    }
}
