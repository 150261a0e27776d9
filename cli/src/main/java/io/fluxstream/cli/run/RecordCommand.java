package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.config.Durations;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.watcher.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream record}: clusters into a recording that can be played. */
@Command(
        name = "record",
        description = "Records what a watch on every Flux kind of some clusters delivers, to be played by demo.",
        mixinStandardHelpOptions = true)
public final class RecordCommand implements Callable<Integer> {
    private static final Duration EVER = Duration.ofDays(3_650);

    @Parameters(paramLabel = "FILE", description = "What to write; compressed if the name ends in .gz.")
    private Path recording;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long, for instance 20m; until interrupted by default.")
    private @Nullable String time;

    @Mixin
    private SourceOptions chosen;

    @Mixin
    private SettingsOptions file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = file.read();
        Duration duration = duration();
        Interrupts.hold();
        try (Recorder recorder = Recorder.start(chosen.sources(settings), Roles.kinds(settings), recording)) {
            Interrupts.await(duration);
            spec.commandLine().getErr().println(recorder.events() + " events recorded in " + recording);
            return recorder.events() == 0 ? ExitCodes.NO : ExitCodes.DONE;
        } catch (IOException e) {
            throw CommandFailure.usage(recording + " cannot be written (" + e + "); name another file");
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private Duration duration() {
        try {
            return time == null ? EVER : Durations.parse(time);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--for " + e.getMessage());
        }
    }
}
