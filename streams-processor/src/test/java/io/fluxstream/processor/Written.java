package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.engine.ClusterEngine;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A record as found in, or expected of, an output topic; as text, so that failures can be read. */
public record Written(String topic, String key, @Nullable String value) {
    /** The rules of a processor that is given none. */
    public static final RuleSet RULES = BuiltInRules.ruleSet().as(1);

    /** The topics whose bytes are promised. */
    static final List<Topic<?>> PROMISED =
            List.of(Topics.TRANSITIONS, Topics.ALERTS, Topics.ALERTS_ACTIVE, Topics.RESOURCES, Topics.CLUSTERS);

    private static final Map<String, String> TOPIC_OF_SINK = Map.of(
            StatusTopology.TRANSITIONS, Topics.TRANSITIONS.name(),
            StatusTopology.ALERTS, Topics.ALERTS.name(),
            StatusTopology.ALERTS_ACTIVE, Topics.ALERTS_ACTIVE.name(),
            StatusTopology.RESOURCES, Topics.RESOURCES.name(),
            StatusTopology.CLUSTERS, Topics.CLUSTERS.name(),
            StatusTopology.CHECKPOINTS, Topics.CHECKPOINTS.name(),
            StatusTopology.DEAD_LETTERS, Topics.STATUS_DLQ.name());

    static Written of(String topic, byte[] key, byte @Nullable [] value) {
        return new Written(topic, new String(key, UTF_8), text(value));
    }

    static Written atSink(String sink, byte[] key, byte @Nullable [] value) {
        return of(TOPIC_OF_SINK.getOrDefault(sink, sink), key, value);
    }

    String cluster() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    static List<Written> of(List<Effect> effects) {
        List<Written> written = new ArrayList<>();
        for (Output output : Outputs.of(effects).records()) {
            written.add(atSink(output.sink(), output.key(), output.value()));
        }
        return written;
    }

    /** What the engine alone makes of a history, without Kafka and without a restart. */
    static List<Written> expected(List<FluxStatusEvent> history) {
        Map<String, ClusterEngine> engines = new TreeMap<>();
        List<Written> written = new ArrayList<>();
        for (FluxStatusEvent event : history) {
            ClusterEngine engine =
                    engines.computeIfAbsent(event.cluster(), cluster -> new ClusterEngine(cluster, RULES));
            written.addAll(of(engine.apply(event)));
        }
        return written;
    }

    /** Holds that in every topic each cluster has the records that the engine alone makes of a history, in their order. */
    static void assertAllOf(List<FluxStatusEvent> history, List<Written> written) {
        assertSame(expected(history), written);
    }

    /** Holds that in every topic each cluster has the same records in the same order. */
    public static void assertSame(List<Written> expectedRecords, List<Written> actualRecords) {
        Map<String, List<Written>> expected = ordered(expectedRecords);
        Map<String, List<Written>> actual = ordered(actualRecords.stream()
                .filter(record -> !record.topic().equals(Topics.CHECKPOINTS.name()))
                .toList());
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((place, records) -> {
            List<Written> found = actual.getOrDefault(place, List.of());
            int same = 0;
            while (same < Math.min(found.size(), records.size())
                    && found.get(same).equals(records.get(same))) {
                same++;
            }
            assertThat(window(found, same)).as("%s from record %d", place, same).isEqualTo(window(records, same));
        });
    }

    private static List<Written> window(List<Written> records, int from) {
        return records.subList(from, Math.min(records.size(), from + 3));
    }

    private static Map<String, List<Written>> ordered(List<Written> written) {
        Map<String, List<Written>> ordered = new TreeMap<>();
        for (Written record : written) {
            ordered.computeIfAbsent(record.topic() + " of " + record.cluster(), any -> new ArrayList<>())
                    .add(record);
        }
        return ordered;
    }
}
