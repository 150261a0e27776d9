package io.fluxstream.cli;

import io.fluxstream.cli.config.Address;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.cli.config.SettingsFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is. */
public final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file; by default the one that FLUX_STREAM_CONFIG names, if any.")
    private @Nullable Path file;

    /** The settings, or the defaults when there is no file. */
    public Settings read() {
        Path named = file;
        if (named == null && System.getenv("FLUX_STREAM_CONFIG") != null) {
            named = Path.of(System.getenv("FLUX_STREAM_CONFIG"));
        }
        return named == null ? Settings.DEFAULT : SettingsFile.read(named, System.getenv());
    }

    /** Checks a host and port from the command line. */
    public static String address(String option, String value) {
        try {
            return Address.require(option, value);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Checks several of them, separated by commas. */
    public static String addresses(String option, String value) {
        try {
            return Address.requireList(option, value);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
