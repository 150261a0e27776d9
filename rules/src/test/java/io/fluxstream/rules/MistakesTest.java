package io.fluxstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.rules.yaml.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of {@code mistakes} beside what is said of it. */
class MistakesTest {
    private static final Path MISTAKES = Path.of("src/test/resources/mistakes");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(MISTAKES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everythingThatIsWrongIsSaidAtOnceWithItsPlace(Path file) throws IOException {
        String name = file.getFileName().toString();
        RuleFile read = RuleFile.parse(name, Files.readString(file));

        String said = String.join("", lines(read));
        Path expected = MISTAKES.resolve(name.replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
    }

    private static List<String> lines(RuleFile read) {
        Stream<Mistake> mistakes = read.match(loaded -> Stream.empty(), wrong -> wrong.mistakes().stream());
        return Stream.concat(
                        mistakes.map(Mistake::toString),
                        read.warnings().stream().map(warning -> "warning: " + warning))
                .map(line -> line + "\n")
                .toList();
    }
}
