package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.Version;
import io.fluxstream.cli.config.HttpSettings;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.cli.config.SettingsPage;
import io.fluxstream.observe.HttpAddress;
import io.fluxstream.observe.RoleView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where health, metrics and configuration are shown. */
final class HttpOptions {
    private static final int DEFAULT_PORT = 8080;
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String HERE = "127.0.0.1";

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "The port of /livez, /readyz, /metrics and /config; 0 for none. By default http.port of the"
                    + " configuration, or 8080 for a role and none for what runs in one process.")
    private @Nullable Integer port;

    @Option(
            names = "--http-address",
            paramLabel = "ADDRESS",
            description = "The address of this machine to listen on. By default http.address of the configuration, or"
                    + " 0.0.0.0 for a role and 127.0.0.1 for what runs in one process.")
    private @Nullable String address;

    /** What is seen of a role in a process of its own. */
    RoleView ofRole(Settings settings) {
        return open(settings, DEFAULT_PORT, EVERYWHERE);
    }

    /** What is seen of all of it in one process: nothing, unless asked for. */
    RoleView ofAll(Settings settings) {
        return open(settings, 0, HERE);
    }

    private RoleView open(Settings settings, int portOtherwise, String addressOtherwise) {
        HttpSettings http = settings.http();
        int chosen = first(port, http.port(), portOtherwise);
        try {
            if (chosen == 0) {
                return RoleView.none();
            }
            return RoleView.open(
                    new HttpAddress(first(address, http.address(), addressOtherwise), chosen),
                    Version.text(),
                    SettingsPage.of(settings));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T first(@Nullable T said, @Nullable T configured, T otherwise) {
        if (said != null) {
            return said;
        }
        return configured == null ? otherwise : configured;
    }
}
