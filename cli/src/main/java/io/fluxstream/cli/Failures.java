package io.fluxstream.cli;

import io.fluxstream.cli.config.ConfigurationException;
import io.fluxstream.embedded.CannotStartException;
import io.fluxstream.observe.CannotListenException;
import io.fluxstream.rules.yaml.NearMiss;
import io.fluxstream.schemas.TopicMismatchException;
import io.fluxstream.security.UnusableFileException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command that fails says so: one sentence on stderr, and the exit code. */
final class Failures {
    private final boolean debug;

    Failures(boolean debug) {
        this.debug = debug;
    }

    int ofArguments(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr()
                .println(name(command) + ": " + oneLine(sentence(failure)) + "; see " + name(command) + " --help");
        return ExitCodes.USAGE;
    }

    private static String sentence(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(failure.getMessage());
        }
        String word = unmatched.getUnmatched().get(0);
        String what = word.startsWith("-") ? "unknown option " : "unknown argument ";
        return what
                + word
                + NearMiss.of(word, known(failure.getCommandLine(), word))
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }

    private static List<String> known(CommandLine command, String word) {
        if (!word.startsWith("-")) {
            return List.copyOf(command.getSubcommands().keySet());
        }
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    int ofExecution(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (debug) {
            failure.printStackTrace(err);
        }
        if (failure instanceof CommandFailure expected) {
            err.println(name(command) + ": " + oneLine(String.valueOf(expected.getMessage())));
            return expected.exitCode();
        }
        if (failure instanceof ConfigurationException
                || failure instanceof CannotStartException
                || failure instanceof CannotListenException
                || failure instanceof TopicMismatchException) {
            err.println(name(command) + ": " + oneLine(String.valueOf(failure.getMessage())));
            return ExitCodes.USAGE;
        }
        UnusableFileException file = unusableFile(failure);
        if (file != null) {
            err.println(name(command) + ": " + oneLine(String.valueOf(file.getMessage())));
            return ExitCodes.USAGE;
        }
        err.println(name(command) + ": unexpected " + oneLine(failure.toString())
                + (debug ? "" : "; run it again with --debug for where it comes from"));
        return ExitCodes.NO;
    }

    /** Kafka's clients wrap what is wrong with a certificate or key twice. */
    private static @Nullable UnusableFileException unusableFile(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableFileException file) {
                return file;
            }
        }
        return null;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
