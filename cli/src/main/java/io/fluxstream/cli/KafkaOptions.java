package io.fluxstream.cli;

import io.fluxstream.cli.config.KafkaSettings;
import picocli.CommandLine.Mixin;

/** Where the topics are. */
public final class KafkaOptions {
    @Mixin
    private SettingsOptions settings;

    @Mixin
    private BootstrapOption broker;

    /** How to connect. */
    public KafkaSettings kafka() {
        return broker.over(settings.read().kafka());
    }
}
