package io.fluxstream.watcher.object;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks through JSON without building it: what is not asked for is skipped, what has an odd shape is absent. */
final class JsonFields {
    private JsonFields() {}

    /** Reads the value of one field; the parser stands on the value's first token and must end on its last one. */
    @FunctionalInterface
    interface FieldHandler {
        void field(String name, JsonParser json) throws IOException;
    }

    /** Reads one element; the parser stands on its first token and must end on its last one. */
    @FunctionalInterface
    interface ElementHandler {
        void element(JsonParser json) throws IOException;
    }

    /** Hands over each field of the object that the parser stands on; nothing when it is no object. */
    static void ofObject(JsonParser json, FieldHandler handler) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            handler.field(name, json);
        }
    }

    /** Hands over each element of the array that the parser stands on; nothing when it is no array. */
    static void ofArray(JsonParser json, ElementHandler handler) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = json.nextToken()) {
            handler.element(json);
        }
    }

    static @Nullable String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    static @Nullable Long number(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        json.skipChildren();
        return null;
    }

    static boolean isTrue(JsonParser json) throws IOException {
        boolean isTrue = json.currentToken() == JsonToken.VALUE_TRUE;
        json.skipChildren();
        return isTrue;
    }
}
