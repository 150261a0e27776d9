package io.fluxstream.cli.ask;

import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.TemporalOption;
import io.fluxstream.cli.config.Settings;
import picocli.CommandLine.Mixin;

/** Where the workflows are. */
final class FleetOptions {
    @Mixin
    private SettingsOptions settings;

    @Mixin
    private TemporalOption server;

    Settings settings() {
        return settings.read();
    }

    Fleet connect() {
        return TemporalFleet.at(server.over(settings().temporal()));
    }
}
