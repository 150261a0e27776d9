package io.fluxstream.cli.rules;

import io.fluxstream.cli.run.RulesApplyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flux-stream rules}: what can be done with rule files. */
@Command(
        name = "rules",
        description = "Checks, tests and shows alert rules.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {RulesCheckCommand.class, RulesTestCommand.class, RulesShowCommand.class, RulesApplyCommand.class
        })
public final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which command");
    }
}
