package io.fluxstream.cli;

import io.fluxstream.cli.ask.AckCommand;
import io.fluxstream.cli.ask.GetCommand;
import io.fluxstream.cli.history.BacktestCommand;
import io.fluxstream.cli.history.ExportCommand;
import io.fluxstream.cli.history.SimulateCommand;
import io.fluxstream.cli.history.VerifyCommand;
import io.fluxstream.cli.rules.RulesCommand;
import io.fluxstream.cli.run.BridgeCommand;
import io.fluxstream.cli.run.DemoCommand;
import io.fluxstream.cli.run.LocalCommand;
import io.fluxstream.cli.run.NotifyCommand;
import io.fluxstream.cli.run.ProcessorCommand;
import io.fluxstream.cli.run.RecordCommand;
import io.fluxstream.cli.run.WatcherCommand;
import io.fluxstream.cli.tail.TailCommand;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: its list of commands, and how one is run. */
@Command(
        name = "flux-stream",
        description = "Watches Flux across clusters, tells failures from flicker, and answers what is wrong now.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.LOCAL,
        subcommands = {
            LocalCommand.class,
            DemoCommand.class,
            WatcherCommand.class,
            ProcessorCommand.class,
            BridgeCommand.class,
            NotifyCommand.class,
            GetCommand.class,
            AckCommand.class,
            TailCommand.class,
            RecordCommand.class,
            BacktestCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            SimulateCommand.class,
            RulesCommand.class,
            AutoComplete.GenerateCompletion.class,
        })
public final class FluxStream implements Runnable {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Log more, and show where an error comes from.")
    @SuppressWarnings("UnusedVariable") // looked up in the arguments before the first logger is made
    private boolean debug;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which command");
    }

    /** Runs the command that the arguments name and says how the process is to end. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Failures failures = new Failures(Logging.wantsDebug(args));
        CommandLine command = new CommandLine(new FluxStream())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(failures::ofArguments)
                .setExecutionExceptionHandler((failure, failed, parsed) -> failures.ofExecution(failure, failed));
        try {
            return command.execute(args);
        } finally {
            Interrupts.release();
        }
    }
}
