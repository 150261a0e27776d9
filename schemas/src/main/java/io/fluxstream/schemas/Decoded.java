package io.fluxstream.schemas;

import java.util.function.Function;

/** What came of reading a value: the value, or why there is none. */
public sealed interface Decoded<V> {
    <R> R match(
            Function<? super V, ? extends R> value,
            Function<UnknownType<V>, ? extends R> unknownType,
            Function<Malformed<V>, ? extends R> malformed);

    /** A value that could be read. */
    record Value<V>(V value) implements Decoded<V> {
        @Override
        public <R> R match(
                Function<? super V, ? extends R> value,
                Function<UnknownType<V>, ? extends R> unknownType,
                Function<Malformed<V>, ? extends R> malformed) {
            return value.apply(this.value);
        }
    }

    /** A value of a type that this version does not know: to be skipped and counted. */
    record UnknownType<V>(String type) implements Decoded<V> {
        @Override
        public <R> R match(
                Function<? super V, ? extends R> value,
                Function<UnknownType<V>, ? extends R> unknownType,
                Function<Malformed<V>, ? extends R> malformed) {
            return unknownType.apply(this);
        }
    }

    /** Bytes that are not JSON, or JSON of the wrong shape; the reason names the field and quotes no value. */
    record Malformed<V>(String reason) implements Decoded<V> {
        @Override
        public <R> R match(
                Function<? super V, ? extends R> value,
                Function<UnknownType<V>, ? extends R> unknownType,
                Function<Malformed<V>, ? extends R> malformed) {
            return malformed.apply(this);
        }
    }
}
