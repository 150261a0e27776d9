package io.fluxstream.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names of an object's fields and tries first the name that followed last time: whoever writes a topic writes the fields
 * in one order, and to compare a name with bytes is cheaper than to look it up. A wrong guess costs a little and changes nothing.
 *
 * <p>Threads share it without a lock, as what is guessed never matters.
 */
final class FieldOrder {
    private static final int SLOTS = 1_024;

    private final @Nullable SerializedString[] followers = new SerializedString[SLOTS];

    /** The name of the next field, or null at the object's end. */
    @Nullable String next(JsonParser parser, String before) throws IOException {
        int hash = before.hashCode();
        int slot = (hash ^ hash >>> 10 ^ hash >>> 20) & SLOTS - 1;
        SerializedString guess = followers[slot];
        if (guess == null) {
            String name = parser.nextFieldName();
            remember(slot, name);
            return name;
        }
        if (parser.nextFieldName(guess)) {
            return guess.getValue();
        }
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        String name = parser.currentName();
        remember(slot, name);
        return name;
    }

    private void remember(int slot, @Nullable String name) {
        if (name != null) {
            followers[slot] = new SerializedString(name);
        }
    }
}
