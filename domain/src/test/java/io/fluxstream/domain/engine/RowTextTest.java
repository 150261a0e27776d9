package io.fluxstream.domain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text of rows: whatever is written comes back, also when it repeats and when a writer is used again. */
class RowTextTest {
    private static final List<String> TEXTS = List.of(
            "",
            "short",
            "twelve chars",
            "main@sha1:c58b9bf2a1d9c7d8e9f0a1b2c3d4e5f60718293a",
            "Gr\u00fc\u00dfe, in Latin-1",
            "\u4e2d\u6587 and a lone surrogate \ud83d",
            "\ud83d\ude80 and plain ASCII behind it",
            "m".repeat(5_000));

    @Test
    void comesBackAsItWas() {
        Random random = new Random(3);
        RowWriter writer = new RowWriter();
        for (int row = 0; row < 500; row++) {
            List<String> written = new ArrayList<>();
            writer.begin();
            for (int i = random.nextInt(90); i >= 0; i--) {
                String text = random.nextBoolean()
                        ? TEXTS.get(random.nextInt(TEXTS.size()))
                        : "a text of its own, number " + random.nextInt(50);
                written.add(text);
                writer.string(text);
                writer.number(i);
            }
            RowReader reader = new RowReader(writer.bytes());
            for (int i = 0; i < written.size(); i++) {
                assertThat(reader.string()).isEqualTo(written.get(i));
                assertThat(reader.number()).isEqualTo(written.size() - 1 - i);
            }
        }
    }

    @Test
    void takesItsPlaceOnlyOnce() {
        RowWriter writer = new RowWriter();
        String revision = TEXTS.get(3);
        writer.begin().string(revision);
        int once = writer.bytes().length;
        writer.string(revision);

        assertThat(writer.bytes()).hasSize(once + 1);
    }
}
