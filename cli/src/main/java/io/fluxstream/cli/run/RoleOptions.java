package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.observe.RoleView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every role is told, and how it runs. */
final class RoleOptions {
    private static final Logger LOG = LoggerFactory.getLogger(RoleOptions.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Mixin
    private SettingsOptions file;

    @Mixin
    private HttpOptions http;

    @Option(
            names = "--health-file",
            paramLabel = "FILE",
            description = "A file that is touched every second while the role is at work.")
    private @Nullable Path healthFile;

    Settings settings() {
        return file.read();
    }

    /** Opens the port on which the role is seen; the role is not ready before it tells. */
    RoleView view(String role, Settings settings) {
        RoleView view = http.ofRole(settings);
        view.expect(role);
        return view;
    }

    /** Says that the role is at work, as long as it is, until interrupted. */
    int untilInterrupted(BooleanSupplier atWork) {
        Interrupts.hold();
        boolean said = false;
        do {
            boolean works = atWork.getAsBoolean();
            if (works && healthFile != null) {
                touch(healthFile);
            }
            if (works && !said) {
                said = true;
                LOG.info("At work");
            }
        } while (!Interrupts.await(BETWEEN_LOOKS));
        return ExitCodes.DONE;
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, Instant.now() + "\n");
        } catch (IOException e) {
            throw CommandFailure.usage("--health-file " + file + " cannot be written (" + e + ")");
        }
    }
}
