package io.fluxstream.schemas;

/** A value as JSON, UTF-8, in a fixed field order: the same value gives the same bytes. Safe for any thread. */
public interface WireCodec<V> {
    byte[] encode(V value);

    /** Never throws: what cannot be read says why. */
    Decoded<V> decode(byte[] json);

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
