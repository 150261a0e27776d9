package io.fluxstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;

/** A value as JSON, UTF-8, in a fixed field order: the same value gives the same bytes. Safe for any thread. */
public interface WireCodec<V> {
    byte[] encode(V value);

    /** Never throws: what cannot be read says why. */
    Decoded<V> decode(byte[] json);

    /** The same of what has been parsed already, as part of something larger; never throws either. */
    Decoded<V> decode(JsonNode json);

    /**
     * Reads what is known to be well-formed.
     *
     * @throws IllegalArgumentException if it is not, or of an unknown type
     */
    default V read(byte[] json) {
        return decode(json)
                .match(
                        value -> value,
                        unknown -> {
                            throw new IllegalArgumentException("unknown type " + unknown.type());
                        },
                        malformed -> {
                            throw new IllegalArgumentException(malformed.reason());
                        });
    }
}
