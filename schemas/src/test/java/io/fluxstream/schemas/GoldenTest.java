package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.schemas.Values.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every value, held against files that nobody changes by accident. */
class GoldenTest {
    @ParameterizedTest
    @MethodSource("examples")
    void writesExactlyTheGoldenBytes(Example<?> example) throws IOException {
        assertThat(new String(example.json(), StandardCharsets.UTF_8)).isEqualTo(Golden.text(example.name()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheGoldenBytes(Example<?> example) throws IOException {
        byte[] golden = Golden.text(example.name()).getBytes(StandardCharsets.UTF_8);
        assertThat(example.topic().codec().decode(golden)).isEqualTo(new Decoded.Value<>(example.value()));
    }

    static List<Example<?>> examples() {
        return Values.all();
    }
}
