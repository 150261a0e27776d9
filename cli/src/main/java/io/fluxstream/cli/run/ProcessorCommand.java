package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.observe.RoleView;
import io.fluxstream.processor.ProcessorConfig;
import io.fluxstream.processor.ProcessorStatus;
import io.fluxstream.processor.StatusProcessor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flux-stream processor}: flux-status to transitions, alerts and rows. */
@Command(
        name = "processor",
        description = "Judges flux-status: writes transitions, alerts and rows.",
        mixinStandardHelpOptions = true)
public final class ProcessorCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorCommand.class);

    @Mixin
    private RoleOptions role;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "A rule file to put in force; without it, those of the configuration, those that are in force,"
                            + " or the built-in ones.")
    private @Nullable Path rules;

    @Override
    public Integer call() {
        Settings settings = role.settings();
        if (rules != null) {
            settings = settings.withProcessor(settings.processor().withRules(rules));
        }
        Path stateDirectory = settings.processor().stateDirectory();
        if (stateDirectory != null) {
            StateDirectory.require(stateDirectory);
        }
        ProcessorConfig config = Roles.processor(settings);
        LOG.info("Processor: {}", config);
        try (RoleView view = role.view("processor", settings);
                StatusProcessor processor = FleetView.start(config, settings.metrics(), view)) {
            view.tells("processor", () -> RoleHealth.of(processor));
            return role.untilInterrupted(() -> isAtWork(processor));
        }
    }

    private static boolean isAtWork(StatusProcessor processor) {
        ProcessorStatus status = processor.status();
        if (status.state() == ProcessorStatus.State.FAILED) {
            throw CommandFailure.usage("the processor cannot go on: " + status.problem());
        }
        return processor.isReady();
    }
}
