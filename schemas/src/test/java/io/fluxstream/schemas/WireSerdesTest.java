package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.domain.alert.FluxAlert;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class WireSerdesTest {
    private static final byte[] GARBAGE = "{".getBytes(StandardCharsets.UTF_8);

    @Test
    void aTombstoneStaysOne() {
        Serde<FluxAlert> serde = WireSerdes.serde(Topics.ALERTS_ACTIVE);
        assertThat(serde.serializer().serialize("flux-alerts-active", null)).isNull();
        assertThat(serde.deserializer().deserialize("flux-alerts-active", null)).isNull();
        assertThat(WireSerdes.deserializer(Topics.ALERTS_ACTIVE).deserialize("flux-alerts-active", null))
                .isNull();
    }

    @Test
    void readsWhatItWrites() {
        Serde<FluxAlert> serde = WireSerdes.serde(Topics.ALERTS);
        byte[] bytes = serde.serializer().serialize("flux-alerts", Values.alert());
        assertThat(serde.deserializer().deserialize("flux-alerts", bytes)).isEqualTo(Values.alert());
    }

    @Test
    void aConsumerIsToldWhatCannotBeRead() {
        try (Deserializer<Decoded<FluxAlert>> deserializer = WireSerdes.deserializer(Topics.ALERTS)) {
            assertThat(deserializer.deserialize("flux-alerts", GARBAGE)).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @Test
    void aReaderOfOwnTopicsFailsNamingTheTopic() {
        Serde<FluxAlert> serde = WireSerdes.serde(Topics.ALERTS);
        assertThatThrownBy(() -> serde.deserializer().deserialize("flux-alerts", GARBAGE))
                .isInstanceOf(SerializationException.class)
                .hasMessage("a value of flux-alerts cannot be read: not JSON from byte 1");
    }
}
