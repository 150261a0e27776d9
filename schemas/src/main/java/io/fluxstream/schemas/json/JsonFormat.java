package io.fluxstream.schemas.json;

import java.io.IOException;

/** The fields of one value, in their order, both ways. Stateless. */
interface JsonFormat<V> {
    /** Writes the fields of the value without the braces around them. */
    void writeFields(V value, JsonOut out) throws IOException;

    /** Reads the object at which the parser stands. */
    V read(JsonIn in) throws IOException;
}
