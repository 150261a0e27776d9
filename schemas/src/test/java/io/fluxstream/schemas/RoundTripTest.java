package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.schemas.json.WireJson;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any value comes back as it was, and the same bytes come out again. */
class RoundTripTest {
    private static final int VALUES = 100;

    private final ObjectMapper mapper = WireJson.mapper();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyValueComesBackAsItWas(long seed) throws IOException {
        RandomValues random = new RandomValues(seed);
        for (int i = 0; i < VALUES; i++) {
            comesBack(Topics.STATUS, FluxStatusEvent.class, random.statusEvent());
            comesBack(Topics.TRANSITIONS, TransitionEvent.class, random.transition());
            comesBack(Topics.ALERTS, random.alert());
            comesBack(Topics.RESOURCES, random.resourceStatus());
            comesBack(Topics.CLUSTERS, random.clusterStatus());
            comesBack(Topics.WATCH_CURSORS, random.cursor());
            comesBack(Topics.ACKS, random.ack());
        }
    }

    @SuppressWarnings("unchecked") // the class of a final value
    private <V> void comesBack(Topic<V> topic, V value) throws IOException {
        comesBack(topic, (Class<V>) value.getClass(), value);
    }

    private <V> void comesBack(Topic<V> topic, Class<V> type, V value) throws IOException {
        byte[] json = topic.codec().encode(value);
        V read = topic.codec().read(json);
        assertThat(read).isEqualTo(value);
        assertThat(topic.codec().encode(read)).isEqualTo(json);
        assertThat(mapper.writeValueAsBytes(value)).as("the mapper's bytes").isEqualTo(json);
        assertThat(mapper.readValue(json, type)).as("what the mapper reads").isEqualTo(value);
        assertThat(mapper.treeToValue(mapper.readTree(json), type))
                .as("what the mapper reads from a tree")
                .isEqualTo(value);
        JsonSchemas.of(topic).accepts(json);
    }
}
