package io.fluxstream.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** The codecs as Kafka's clients want them. A null value is a tombstone and stays null. */
public final class WireSerdes {
    private WireSerdes() {}

    public static <V> Serializer<V> serializer(Topic<V> topic) {
        WireCodec<V> codec = topic.codec();
        return (name, value) -> value == null ? null : codec.encode(value);
    }

    /** For consumers that must go on whatever comes: never throws. */
    public static <V> Deserializer<Decoded<V>> deserializer(Topic<V> topic) {
        WireCodec<V> codec = topic.codec();
        return (name, bytes) -> bytes == null ? null : codec.decode(bytes);
    }

    /** For topics that only flux-stream writes: what cannot be read is a {@link SerializationException}. */
    public static <V> Serde<V> serde(Topic<V> topic) {
        return Serdes.serdeFrom(serializer(topic), (name, bytes) -> bytes == null ? null : read(topic, bytes));
    }

    private static <V> V read(Topic<V> topic, byte[] bytes) {
        try {
            return topic.codec().read(bytes);
        } catch (IllegalArgumentException unreadable) {
            throw new SerializationException(
                    "a value of " + topic.name() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
