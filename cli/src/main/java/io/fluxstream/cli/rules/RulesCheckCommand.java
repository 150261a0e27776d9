package io.fluxstream.cli.rules;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.rules.RuleFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream rules check}: says everything that is wrong with rule files. */
@Command(
        name = "check",
        description = "Checks rule files and says every mistake with its file, line and column.",
        mixinStandardHelpOptions = true)
final class RulesCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "F", arity = "1..*", description = "The rule files.")
    private List<Path> files;

    @Option(names = "--strict", description = "Warnings count as mistakes.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw CommandFailure.usage("there is no rule file " + file);
            }
        }
        boolean isWrong = false;
        for (Path file : files) {
            isWrong |= !check(file);
        }
        return isWrong ? ExitCodes.NO : ExitCodes.DONE;
    }

    private boolean check(Path file) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        RuleFile read = RuleFile.read(file);
        read.warnings().forEach(warning -> err.println("warning: " + warning));
        boolean isRight = read.match(
                loaded -> {
                    out.println(file + ": " + summary(loaded.rules()));
                    return true;
                },
                mistakes -> {
                    mistakes.mistakes().forEach(err::println);
                    out.println(file + ": " + count(mistakes.mistakes().size(), "mistake"));
                    return false;
                });
        return isRight && (!strict || read.warnings().isEmpty());
    }

    private static String summary(RuleSet rules) {
        return count(rules.rules().size(), "rule")
                + (rules.revision() == 0 ? "" : ", revision " + rules.revision())
                + ", sha256 "
                + rules.hash().substring(0, 16);
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
