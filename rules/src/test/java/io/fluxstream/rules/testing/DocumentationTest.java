package io.fluxstream.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.rules.RuleFile;
import io.fluxstream.rules.yaml.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rules.md shows is what comes out. */
class DocumentationTest {
    private static final Path EXAMPLES = Path.of("../docs/examples/rules");

    @TempDir
    Path directory;

    @Test
    void theMistakesAreThoseThatAreShown() throws IOException {
        RuleFile read =
                RuleFile.parse("noisy.yaml", Files.readString(Path.of("src/test/resources/mistakes/noisy.yaml")));

        List<String> said = read.match(loaded -> List.<Mistake>of(), RuleFile.Mistakes::mistakes).stream()
                .map(Mistake::toString)
                .toList();
        assertThat(Files.readString(Path.of("../docs/rules.md")))
                .contains(String.join("\n", said) + "\nnoisy.yaml: " + said.size() + " mistakes\n");
    }

    @Test
    void theDifferenceIsTheOneThatIsShown() throws IOException {
        String rules = Files.readString(EXAMPLES.resolve("fleet.yaml"));
        Files.writeString(
                directory.resolve("fleet.yaml"),
                rules.replaceFirst("for: 10m", "for: 5m").replaceFirst("severity: error", "severity: warning"));
        Path tests = Files.copy(EXAMPLES.resolve("fleet.test.yaml"), directory.resolve("fleet.test.yaml"));

        TestOutcome outcome = RuleTestFile.read(tests)
                .match(loaded -> loaded.run().get(0), wrong -> {
                    throw new AssertionError(wrong.mistakes().toString());
                });

        List<String> shown = new ArrayList<>();
        shown.add("  FAIL  " + outcome.name() + " (line " + outcome.line() + ")");
        outcome.differences().forEach(line -> shown.add("          " + line));
        assertThat(Files.readString(Path.of("../docs/rules.md"))).contains(String.join("\n", shown) + "\n");
    }
}
