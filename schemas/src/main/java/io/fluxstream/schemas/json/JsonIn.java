package io.fluxstream.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.fluxstream.domain.resource.Labels;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields as the wire has them. What it complains about it names by its path. */
final class JsonIn {
    private static final TextPool TEXTS = new TextPool();
    private static final NamePool NAMES = new NamePool();
    private static final FieldOrder OTHERS = new FieldOrder();
    /** Names and values for which there is room at first. */
    private static final int LABELS = 16;

    private final JsonParser parser;

    JsonIn(JsonParser parser) {
        this.parser = parser;
    }

    /** Takes the fields of an object one by one. */
    interface Fields {
        /** Reads the value of the field, or says false if it is unknown and to be passed over. */
        boolean read(String name, JsonIn in) throws IOException;

        /** The order in which such objects have their fields. */
        default FieldOrder order() {
            return OTHERS;
        }
    }

    /** Reads one item of a list. */
    interface Item<V> {
        V read(JsonIn in) throws IOException;
    }

    JsonParser parser() {
        return parser;
    }

    /** Reads the object at which the parser stands. A null counts as absent; of a field that comes twice the last one counts. */
    void object(Fields fields) throws IOException {
        expect(JsonToken.START_OBJECT, "must be an object");
        FieldOrder order = fields.order();
        for (String name = order.next(parser, ""); name != null; name = order.next(parser, name)) {
            if (parser.nextToken() != JsonToken.VALUE_NULL && !fields.read(name, this)) {
                parser.skipChildren();
            }
        }
    }

    <V> List<V> list(Item<V> item) throws IOException {
        expect(JsonToken.START_ARRAY, "must be an array");
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<V> items = new ArrayList<>();
        do {
            items.add(item.read(this));
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return items;
    }

    List<Reference> references() throws IOException {
        return list(JsonIn::reference);
    }

    Map<String, String> labels() throws IOException {
        expect(JsonToken.START_OBJECT, "must be an object");
        String[] pairs = new String[LABELS];
        int end = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new ShapeException(path(here().getParent()), "must hold strings only");
            }
            if (end == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * end);
            }
            pairs[end++] = name;
            pairs[end++] = text();
        }
        return Labels.of(pairs, end);
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "must be a string");
        return TEXTS.text(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /**
     * The resource of that name.
     *
     * @throws IllegalArgumentException if it cannot be a resource's
     */
    static ResourceId resource(String cluster, String kind, String namespace, String name) {
        return NAMES.resource(cluster, kind, namespace, name);
    }

    boolean bool() throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw complaint("must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    boolean isNumber() {
        return parser.currentToken().isNumeric();
    }

    long number() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "must be a whole number");
        try {
            return parser.getLongValue();
        } catch (InputCoercionException tooLarge) {
            throw complaint("is out of range");
        }
    }

    int smallNumber() throws IOException {
        long number = number();
        if (number != (int) number) {
            throw complaint("is out of range");
        }
        return (int) number;
    }

    /** A resource version: a string of decimal digits. */
    long version() throws IOException {
        expect(JsonToken.VALUE_STRING, "must be a string of decimal digits");
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        long version = 0;
        for (int i = start; i < start + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw complaint("must be a string of decimal digits");
            }
            if (version > (Long.MAX_VALUE - digit) / 10) {
                throw complaint("is out of range");
            }
            version = version * 10 + digit;
        }
        if (length == 0) {
            throw complaint("must be a string of decimal digits");
        }
        return version;
    }

    Instant instant() throws IOException {
        expect(JsonToken.VALUE_STRING, "must be an RFC 3339 time");
        try {
            return WireTime.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } catch (DateTimeException noTime) {
            throw complaint("must be an RFC 3339 time");
        }
    }

    /** A number of seconds, of which milliseconds count. */
    Duration seconds() throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw complaint("must be a number of seconds");
        }
        double millis = parser.getDoubleValue() * 1_000;
        if (!(millis >= 0 && millis < Long.MAX_VALUE)) {
            throw complaint("is out of range");
        }
        return Duration.ofMillis(Math.round(millis));
    }

    Reference reference() throws IOException {
        String text = text();
        try {
            return NAMES.reference(text);
        } catch (IllegalArgumentException refused) {
            throw complaint("must be written kind/namespace/name");
        }
    }

    /** A word of a closed set, under the names that the map gives them. */
    <E extends Enum<E>> E word(Map<String, E> words) throws IOException {
        E word = words.get(text());
        if (word == null) {
            throw complaint("must be one of " + String.join(", ", words.keySet()));
        }
        return word;
    }

    /** A complaint about what the parser stands at. */
    ShapeException complaint(String complaint) {
        return new ShapeException(path(here()), complaint);
    }

    /** The context that names the current token: not the one that a brace or bracket has just opened. */
    private JsonStreamContext here() {
        JsonStreamContext context = parser.getParsingContext();
        JsonToken token = parser.currentToken();
        return token != null && token.isStructStart() ? context.getParent() : context;
    }

    <T> T required(String name, @Nullable T value) throws ShapeException {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** A complaint about a field of the object that was just read. */
    ShapeException missing(String name) {
        String path = objectPath();
        return new ShapeException(path.isEmpty() ? name : path + '.' + name, "is missing");
    }

    /** Where the object stands that was just read to its end; empty for the outermost. */
    String objectPath() {
        return path(parser.getParsingContext());
    }

    private void expect(JsonToken token, String complaint) throws IOException {
        if (parser.currentToken() != token) {
            throw complaint(complaint);
        }
    }

    private static String path(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String outer = path(context.getParent());
        if (context.inArray()) {
            return outer + '[' + context.getCurrentIndex() + ']';
        }
        String name = String.valueOf(context.getCurrentName());
        return outer.isEmpty() ? name : outer + '.' + name;
    }
}
