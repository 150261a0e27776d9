package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fluxstream.schemas.WireCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Values of the wire inside the workflows' JSON. */
final class Values {
    static final JsonMapper JSON = new JsonMapper();

    private Values() {}

    /** Hands the value on, or says why there is none. */
    static <V> Optional<String> read(WireCodec<V> codec, JsonNode node, Consumer<V> then) {
        return codec.decode(node)
                .match(
                        value -> {
                            then.accept(value);
                            return Optional.empty();
                        },
                        unknown -> Optional.of("unknown type " + unknown.type()),
                        malformed -> Optional.of(malformed.reason()));
    }

    static <V> void write(JsonGenerator out, WireCodec<V> codec, V value) throws IOException {
        out.writeRawValue(new String(codec.encode(value), StandardCharsets.UTF_8));
    }

    /** How many bytes the value takes in an answer. */
    static <V> int size(WireCodec<V> codec, V value) {
        return codec.encode(value).length;
    }
}
