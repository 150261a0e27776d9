package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.rules.RuleFile;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Rule files that a command is given. */
final class RuleFiles {
    private RuleFiles() {}

    /**
     * Reads one.
     *
     * @throws CommandFailure that says everything that is wrong with it
     */
    static RuleFile.Loaded read(Path file) {
        return RuleFile.read(file).match(loaded -> loaded, mistakes -> {
            throw CommandFailure.usage("the rules cannot be used:\n"
                    + mistakes.mistakes().stream().map(Object::toString).collect(Collectors.joining("\n")));
        });
    }
}
