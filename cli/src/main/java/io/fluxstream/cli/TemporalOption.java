package io.fluxstream.cli;

import io.fluxstream.cli.config.TemporalSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Temporal, where it is not the one of the configuration. Everything else about it still comes from there. */
public final class TemporalOption {
    public static final String NAME = "--temporal";

    @Option(
            names = NAME,
            paramLabel = "HOST:PORT",
            description = "The Temporal server, in place of what the configuration names.")
    private @Nullable String address;

    public boolean isGiven() {
        return address != null;
    }

    /** The settings with the server of the option, if there is one. */
    public TemporalSettings over(TemporalSettings configured) {
        return address == null ? configured : configured.withAddress(SettingsOptions.address(NAME, address));
    }
}
