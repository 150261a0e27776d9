package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.schemas.Values.Example;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every value, held against files that nobody changes by accident. */
class GoldenTest {
    @ParameterizedTest
    @MethodSource("examples")
    void writesExactlyTheGoldenBytes(Example<?> example) throws IOException {
        assertThat(new String(example.json(), StandardCharsets.UTF_8)).isEqualTo(golden(example.name()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheGoldenBytes(Example<?> example) throws IOException {
        byte[] golden = golden(example.name()).getBytes(StandardCharsets.UTF_8);
        assertThat(example.topic().codec().decode(golden)).isEqualTo(new Decoded.Value<>(example.value()));
    }

    static List<Example<?>> examples() {
        return Values.all();
    }

    static String golden(String name) throws IOException {
        try (InputStream file = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(file).as("golden file %s.json", name).isNotNull();
            // An editor's newline at the end of the file is not part of the value.
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
