package io.fluxstream.bridge;

import static io.fluxstream.bridge.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bridge whose servers are away. */
class NothingThereTest {
    private static final String NOWHERE = "127.0.0.1:1";

    @Test
    void saysWhatItWaitsForAndStopsWithoutComplaint() {
        Bridge bridge = Bridge.start(BridgeConfig.of(Map.of("bootstrap.servers", NOWHERE), NOWHERE));
        eventually(() -> assertThat(bridge.status().failure()).contains("UNAVAILABLE"));
        assertThat(bridge.status().ready()).isFalse();
        assertThatCode(bridge::close).doesNotThrowAnyException();
    }
}
