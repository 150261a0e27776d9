package io.fluxstream.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.WireCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes to values and back by way of a format. */
final class JsonCodec<V> implements WireCodec<V> {
    private static final JsonFactory JSON = WireJson.factory();
    private static final int USUAL_SIZE = 1_024;

    private final JsonFormat<V> format;
    private final Set<String> types;

    /** @param types what the value's type can be called; empty where a value has no such field */
    JsonCodec(JsonFormat<V> format, Set<String> types) {
        this.format = format;
        this.types = types;
    }

    @Override
    public byte[] encode(V value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            new JsonOut(generator).object(value, format);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public Decoded<V> decode(byte[] json) {
        if (!Utf8.isValid(json)) {
            return new Decoded.Malformed<>("not UTF-8");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return decode(parser, () -> type(json));
        } catch (StreamConstraintsException tooMuch) {
            return new Decoded.Malformed<>("nested too deeply, or a number or text in it is too long");
        } catch (JsonProcessingException notJson) {
            return new Decoded.Malformed<>(
                    "not JSON from byte " + notJson.getLocation().getByteOffset());
        } catch (IOException | RuntimeException unforeseen) {
            // Whatever bytes may come, a reader goes on: what nobody thought of is malformed as well.
            return unreadable(unforeseen);
        }
    }

    @Override
    public Decoded<V> decode(JsonNode json) {
        try (JsonParser parser = json.traverse()) {
            return decode(parser, () -> json.path("type").textValue());
        } catch (IOException | RuntimeException unforeseen) {
            return unreadable(unforeseen);
        }
    }

    private static <V> Decoded<V> unreadable(Exception unforeseen) {
        return new Decoded.Malformed<>("unreadable: " + unforeseen.getClass().getSimpleName());
    }

    /** Looks for the field that says what a value is. */
    private interface TypeOf {
        @Nullable String type() throws IOException;
    }

    private Decoded<V> decode(JsonParser parser, TypeOf typeOf) throws IOException {
        parser.nextToken();
        JsonIn in = new JsonIn(parser);
        try {
            V value = format.read(in);
            return parser.nextToken() == null
                    ? new Decoded.Value<>(value)
                    : new Decoded.Malformed<>("something follows behind the value");
        } catch (ShapeException misshapen) {
            return misshapen(typeOf, misshapen.reason());
        } catch (IllegalArgumentException refused) {
            String path = in.objectPath();
            return misshapen(typeOf, (path.isEmpty() ? "" : path + ": ") + Refusal.withoutValue(refused));
        }
    }

    /** A value of a type to come may have any shape, so its type is what counts. */
    private Decoded<V> misshapen(TypeOf typeOf, String reason) throws IOException {
        String type = types.isEmpty() ? null : typeOf.type();
        return type == null || types.contains(type) ? new Decoded.Malformed<>(reason) : new Decoded.UnknownType<>(type);
    }

    private static @Nullable String type(byte[] json) throws IOException {
        String[] type = new String[1];
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                new JsonIn(parser).object((name, in) -> {
                    if (name.equals("type")) {
                        type[0] = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
                    }
                    return false;
                });
            }
            return parser.nextToken() == null ? type[0] : null;
        }
    }
}
