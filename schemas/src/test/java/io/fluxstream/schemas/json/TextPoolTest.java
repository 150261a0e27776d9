package io.fluxstream.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextPoolTest {
    private final TextPool pool = new TextPool();

    @Test
    void givesTheTextThatWasAskedForWhateverCameBefore() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String text =
                    "x".repeat(random.nextInt(3)) + random.nextInt(20_000) + "-same-end".substring(random.nextInt(10));
            assertThat(of("..." + text + "...", 3, text.length())).isEqualTo(text);
        }
    }

    @Test
    void givesOneInstanceToShortTextThatComesAgain() {
        String first = of("flux-system", 0, 11);

        assertThat(of("flux-system", 0, 11)).isSameAs(first);
    }

    @Test
    void givesLongTextAsItIs() {
        String longText = "m".repeat(10_000);

        assertThat(of(longText, 0, longText.length())).isEqualTo(longText);
        assertThat(of("", 0, 0)).isEmpty();
    }

    private String of(String chars, int offset, int length) {
        return pool.text(chars.toCharArray(), offset, length);
    }
}
