package io.fluxstream.cli.rules;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.rules.RuleSchema;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream rules show}: prints what ships with flux-stream, to begin with. */
@Command(
        name = "show",
        description = "Prints the built-in rules, or the JSON Schema of rule files or of their tests for editors.",
        mixinStandardHelpOptions = true)
final class RulesShowCommand implements Callable<Integer> {
    private static final Map<String, Supplier<String>> SHIPPED = new TreeMap<>(
            Map.of("built-in", BuiltInRules::text, "schema", RuleSchema::text, "test-schema", RuleSchema::ofTests));

    @Parameters(paramLabel = "WHAT", description = "built-in, schema or test-schema.")
    private String what;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Supplier<String> shipped = SHIPPED.get(what);
        if (shipped == null) {
            throw CommandFailure.usage(
                    "nothing that ships is called \"" + what + "\"; say one of " + String.join(", ", SHIPPED.keySet()));
        }
        spec.commandLine().getOut().print(shipped.get());
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
