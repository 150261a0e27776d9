package io.fluxstream.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.rules.yaml.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTestFileTest {
    private static final Path FILES = Path.of("src/test/resources/rule-tests");

    static List<Path> passing() throws IOException {
        List<Path> files = new ArrayList<>(List.of(FILES.resolve("notation.test.yaml")));
        try (Stream<Path> examples = Files.list(Path.of("../docs/examples/rules"))) {
            examples.filter(file -> file.toString().endsWith(".test.yaml"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("passing")
    void theTestsOfTheExamplesPass(Path file) {
        List<TestOutcome> outcomes = run(file);

        assertThat(outcomes)
                .isNotEmpty()
                .allSatisfy(outcome ->
                        assertThat(outcome.differences()).as(outcome.name()).isEmpty());
    }

    @Test
    void whatCameInsteadIsShownLineByLine() throws IOException {
        StringBuilder said = new StringBuilder();
        for (TestOutcome outcome : run(FILES.resolve("differences.test.yaml"))) {
            said.append(outcome.passed() ? "ok    " : "FAIL  ")
                    .append(outcome.name())
                    .append('\n');
            outcome.differences()
                    .forEach(line -> said.append("    ").append(line).append('\n'));
        }

        expect("differences.txt", said.toString());
    }

    @Test
    void everythingThatIsWrongWithAFileIsSaidAtOnce() throws IOException {
        StringBuilder said = new StringBuilder();
        for (Mistake mistake : mistakes(FILES.resolve("mistakes.test.yaml"))) {
            said.append(mistake.toString().replace(FILES + "/", "")).append('\n');
        }

        expect("mistakes.txt", said.toString());
    }

    @Test
    void mistakesOfTheRulesAreSaidOfTheirFile() {
        assertThat(mistakes(FILES.resolve("of-wrong-rules.test.yaml")))
                .extracting(Mistake::file)
                .containsOnly(FILES.resolve("../mistakes/words.yaml").toString());
        assertThat(mistakes(FILES.resolve("of-no-rules.test.yaml")))
                .extracting(Mistake::toString)
                .containsExactly(FILES.resolve("nowhere.yaml") + ": does not exist");
    }

    private static void expect(String file, String said) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(FILES.resolve(file), said);
        }
        assertThat(said).isEqualTo(Files.readString(FILES.resolve(file)));
    }

    private static List<TestOutcome> run(Path file) {
        return RuleTestFile.read(file).match(RuleTestFile.Loaded::run, wrong -> {
            throw new AssertionError(wrong.mistakes().toString());
        });
    }

    private static List<Mistake> mistakes(Path file) {
        return RuleTestFile.read(file).match(loaded -> List.of(), RuleTestFile.Mistakes::mistakes);
    }
}
