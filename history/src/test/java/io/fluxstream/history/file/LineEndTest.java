package io.fluxstream.history.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndTest {
    @Test
    void isFoundWhereverItStandsAmongWhateverBytes() {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            byte[] text = new byte[random.nextInt(40)];
            random.nextBytes(text);
            for (int feeds = random.nextInt(3); feeds > 0 && text.length > 0; feeds--) {
                text[random.nextInt(text.length)] = '\n';
            }
            int from = random.nextInt(text.length + 1);

            assertThat(LineEnd.from(text, from)).isEqualTo(byteByByte(text, from));
        }
    }

    private static int byteByByte(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }
}
