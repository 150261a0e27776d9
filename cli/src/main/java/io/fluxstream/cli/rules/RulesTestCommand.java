package io.fluxstream.cli.rules;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.rules.testing.RuleTestFile;
import io.fluxstream.rules.testing.TestOutcome;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream rules test}: plays the tests of rules through the engine. */
@Command(
        name = "test",
        description = "Plays histories through the engine and compares the alerts with those expected.",
        mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "F", arity = "1..*", description = "The files of tests; each names its rule file.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    private int passed;
    private int failed;
    private boolean unreadable;

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw CommandFailure.usage("there is no file of tests " + file);
            }
        }
        files.forEach(this::test);
        PrintWriter out = spec.commandLine().getOut();
        out.println(passed + " passed, " + failed + " failed");
        if (unreadable) {
            return ExitCodes.USAGE;
        }
        return failed > 0 ? ExitCodes.NO : ExitCodes.DONE;
    }

    private void test(Path file) {
        RuleTestFile.read(file)
                .match(
                        loaded -> {
                            spec.commandLine().getOut().println(file);
                            loaded.run().forEach(this::say);
                            return true;
                        },
                        mistakes -> {
                            mistakes.mistakes().forEach(spec.commandLine().getErr()::println);
                            unreadable = true;
                            return false;
                        });
    }

    private void say(TestOutcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        if (outcome.passed()) {
            passed++;
            out.println("  ok    " + outcome.name());
            return;
        }
        failed++;
        out.println("  FAIL  " + outcome.name() + " (line " + outcome.line() + ")");
        outcome.differences().forEach(line -> out.println("          " + line));
    }
}
