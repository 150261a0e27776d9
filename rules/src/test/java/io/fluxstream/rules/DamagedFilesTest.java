package io.fluxstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.rules.yaml.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, it is refused with a place in it, or it is a rule file. */
class DamagedFilesTest {
    private static final int DAMAGES = 150;
    private static final List<String> SPLINTERS = List.of(
            "\t",
            "\n",
            ":",
            "- ",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "&a ",
            "*a",
            "!!x ",
            "|",
            "> ",
            "#",
            "\0",
            "\uD83D\uDE80",
            "\\",
            "\"\\U0011FFFF\"",
            "{{",
            "}}",
            "0x1F",
            "99999999999999999999",
            "~",
            "\u2028",
            "\r",
            "%YAML 1.1\n",
            "---\n",
            "? ");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aDamagedFileIsRefusedWithAPlaceOrRead(long seed) throws IOException {
        String whole = Files.readString(Path.of("src/test/resources/examples/everything.yaml"));
        Random random = new Random(seed);
        for (int i = 0; i < DAMAGES; i++) {
            String damaged = damaged(whole, random);
            RuleFile read = RuleFile.parse("rules.yaml", damaged);
            List<Mistake> mistakes = read.match(loaded -> List.of(), RuleFile.Mistakes::mistakes);
            long lines = damaged.lines().count() + 1;
            assertThat(mistakes).as(damaged).allSatisfy(mistake -> {
                assertThat(mistake.line()).isBetween(0, (int) lines);
                assertThat(mistake.message()).isNotBlank();
            });
        }
    }

    private static String damaged(String whole, Random random) {
        StringBuilder text = new StringBuilder(whole);
        int wounds = 1 + random.nextInt(3);
        for (int i = 0; i < wounds; i++) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(12));
            String splinter = random.nextBoolean() ? SPLINTERS.get(random.nextInt(SPLINTERS.size())) : "";
            text.replace(at, to, splinter);
        }
        return text.toString();
    }
}
