package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The golden files: what is on the wire, and stays so. */
public final class Golden {
    private Golden() {}

    public static String text(String name) throws IOException {
        try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(file).as("golden file %s.json", name).isNotNull();
            // An editor's newline at the end of the file is not part of the value.
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
