package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.it.Eventually.Contradiction;
import io.fluxstream.it.fleet.Played;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.WireCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topics and the workflows say what the reference says of the records of flux-status, no matter how they
 * came there and what was killed meanwhile.
 */
final class Agreement implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HISTORY = 100;

    private final RuleSet rules;
    private final TopicLogs logs;
    private final Workflows workflows;
    private final Map<String, ClusterVerdicts> clusters = new TreeMap<>();
    private int judged;

    Agreement(String bootstrapServers, String temporal, RuleSet rules) {
        this.rules = rules;
        this.logs = TopicLogs.of(bootstrapServers);
        this.workflows = new Workflows(temporal);
    }

    Workflows workflows() {
        return workflows;
    }

    /** What was written to a topic so far. */
    List<Message> topic(Topic<?> topic) {
        logs.readOn();
        return logs.of(topic);
    }

    /** The alert events about a resource in the topic so far, as {@code rule action}. */
    List<String> alertsOf(ResourceId resource) {
        return topic(Topics.ALERTS).stream()
                .filter(message -> message.key().equals(resource.toString()))
                .map(message -> Topics.ALERTS.codec().read(message.bytes()))
                .map(alert -> alert.rule() + " " + alert.action().wireName())
                .toList();
    }

    /** Every event of flux-alerts so far is there once. */
    void nothingIsSaidTwice() {
        Set<String> events = new HashSet<>();
        for (Message message : topic(Topics.ALERTS)) {
            FluxAlert alert = Topics.ALERTS.codec().read(message.bytes());
            assertThat(events.add(alert.id() + alert.action() + alert.sequence()))
                    .as(alert + " is said once")
                    .isTrue();
        }
    }

    /** The phases that a resource went through, as the topic says so far. */
    List<Phase> phasesOf(ResourceId resource) {
        return phases().getOrDefault(resource.toString(), List.of());
    }

    /** Waits until each is known to be ready, and to have been nothing else before. */
    void areReady(List<Played> apps) {
        Eventually.holds("all are known to be ready, and nothing else", () -> {
            Map<String, List<Phase>> phases = phases();
            for (Played app : apps) {
                String key = app.id().toString();
                assertThat(phases.getOrDefault(key, List.of())).as(key).containsExactly(Phase.READY);
            }
        });
    }

    private Map<String, List<Phase>> phases() {
        Map<String, List<Phase>> phases = new HashMap<>();
        for (Message message : topic(Topics.TRANSITIONS)) {
            if (Topics.TRANSITIONS.codec().read(message.bytes()) instanceof FluxTransition transition
                    && transition.type() == FluxTransition.Type.PHASE) {
                phases.computeIfAbsent(message.key(), key -> new ArrayList<>()).add(transition.to());
            }
        }
        return phases;
    }

    /** Reads flux-status on, and says what it brings about. */
    ClusterVerdicts verdicts(String cluster) {
        logs.readOn();
        judge();
        return of(cluster);
    }

    /** Waits until topics and workflows agree, and fails at once when they say what no waiting can mend. */
    void reached() {
        Eventually.holds("topics and workflows say what the reference says", this::look);
    }

    /** Has the slow reference say everything again. */
    void vouchedFor() {
        reached();
        clusters.values().forEach(ClusterVerdicts::assertVouchedFor);
    }

    private void look() {
        logs.readOn();
        judge();
        clusters.forEach((cluster, verdicts) -> {
            compare(Topics.TRANSITIONS, cluster, verdicts.transitions());
            compare(Topics.ALERTS, cluster, messages(verdicts.alerts()));
        });
        assertThat(newest(Topics.RESOURCES)).isEqualTo(expectedRows());
        assertThat(newest(Topics.CLUSTERS)).isEqualTo(expectedClusters());
        assertThat(newest(Topics.ALERTS_ACTIVE)).isEqualTo(expectedActive());
        clusters.forEach(this::compareWorkflows);
        compareFleet();
    }

    private void judge() {
        List<Message> all = logs.of(Topics.STATUS);
        for (Message message : all.subList(judged, all.size())) {
            Decoded<FluxStatusEvent> decoded = Topics.STATUS.codec().decode(message.bytes());
            if (decoded instanceof Decoded.Value<FluxStatusEvent> value) {
                of(value.value().cluster()).accept(value.value());
            }
        }
        judged = all.size();
    }

    private ClusterVerdicts of(String cluster) {
        return clusters.computeIfAbsent(cluster, name -> new ClusterVerdicts(name, rules));
    }

    /** A topic that is behind may come; one that says something else never will. */
    private void compare(Topic<?> topic, String cluster, List<Message> expected) {
        List<Message> actual = logs.of(topic).stream()
                .filter(message -> message.cluster().equals(cluster))
                .toList();
        int common = Math.min(actual.size(), expected.size());
        for (int at = 0; at < common; at++) {
            if (!actual.get(at).equals(expected.get(at))) {
                throw new Contradiction("record " + at + " of " + topic.name() + " about " + cluster + " is\n  "
                        + actual.get(at) + "\nbut should be\n  " + expected.get(at));
            }
        }
        assertThat(actual.size())
                .as("records of " + topic.name() + " about " + cluster)
                .isEqualTo(expected.size());
    }

    private Map<String, Message> newest(Topic<?> topic) {
        Map<String, Message> newest = new HashMap<>();
        for (Message message : logs.of(topic)) {
            if (message.value() == null) {
                newest.remove(message.key());
            } else {
                newest.put(message.key(), message);
            }
        }
        return newest;
    }

    private Map<String, Message> expectedRows() {
        Map<String, Message> expected = new HashMap<>();
        clusters.values()
                .forEach(verdicts -> verdicts.rows()
                        .forEach((id, row) -> put(
                                expected,
                                id.toString(),
                                Topics.RESOURCES.codec().encode(row))));
        return expected;
    }

    private Map<String, Message> expectedClusters() {
        Map<String, Message> expected = new HashMap<>();
        clusters.forEach((cluster, verdicts) -> {
            if (verdicts.status() != null) {
                put(expected, cluster, Topics.CLUSTERS.codec().encode(Objects.requireNonNull(verdicts.status())));
            }
        });
        return expected;
    }

    private Map<String, Message> expectedActive() {
        Map<String, Message> expected = new HashMap<>();
        clusters.forEach((cluster, verdicts) -> lastEvents(verdicts.alerts()).forEach((id, alert) -> {
            if (alert.action() != FluxAlert.Action.RESOLVED) {
                put(expected, cluster + '/' + id, Topics.ALERTS.codec().encode(alert));
            }
        }));
        return expected;
    }

    private static void put(Map<String, Message> messages, String key, byte[] value) {
        messages.put(key, Message.of(key, value));
    }

    private static List<Message> messages(List<FluxAlert> alerts) {
        return alerts.stream()
                .map(alert -> Message.of(
                        alert.resource().toString(), Topics.ALERTS.codec().encode(alert)))
                .toList();
    }

    private void compareWorkflows(String cluster, ClusterVerdicts verdicts) {
        assertThat(workflows.resources(cluster))
                .as("resources of " + cluster)
                .containsExactlyInAnyOrderElementsOf(
                        json(Topics.RESOURCES.codec(), verdicts.rows().values()));
        assertThat(ofTopics(workflows.alerts(cluster)))
                .as("alerts of " + cluster)
                .containsExactlyInAnyOrderElementsOf(active(verdicts.alerts()));
        compareSummary(cluster, verdicts);
    }

    private void compareSummary(String cluster, ClusterVerdicts verdicts) {
        JsonNode summary = workflows.summary(cluster);
        Collection<FluxResourceStatus> rows = verdicts.rows().values();
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("ready", count(rows, Phase.READY));
        expected.put("failed", count(rows, Phase.FAILED));
        expected.put("waiting", count(rows, Phase.WAITING));
        expected.put("progressing", count(rows, Phase.PROGRESSING));
        expected.put("suspended", count(rows, Phase.SUSPENDED));
        expected.put("unknown", count(rows, Phase.PENDING, Phase.DELETING));
        expected.put("static", count(rows, Phase.STATIC));
        expected.put("total", (long) rows.size());
        Map<String, Long> actual = new LinkedHashMap<>();
        expected.keySet().forEach(field -> actual.put(field, summary.path(field).asLong(-1)));
        assertThat(actual).as("summary of " + cluster).isEqualTo(expected);
        assertThat(summary.path("cluster").asText()).isEqualTo(cluster);
    }

    private static long count(Collection<FluxResourceStatus> rows, Phase... phases) {
        List<Phase> counted = Arrays.asList(phases);
        return rows.stream().filter(row -> counted.contains(row.phase())).count();
    }

    private void compareFleet() {
        List<FluxAlert> all = new ArrayList<>();
        clusters.values().forEach(verdicts -> all.addAll(verdicts.alerts()));
        assertThat(ofTopics(workflows.active()))
                .as("active alerts of the fleet")
                .containsExactlyInAnyOrderElementsOf(active(all));
        assertThat(ofTopics(workflows.history()))
                .as("resolved alerts of the fleet")
                .containsExactlyInAnyOrderElementsOf(resolved(all));
    }

    private static List<JsonNode> active(List<FluxAlert> events) {
        return lastEvents(events).values().stream()
                .filter(alert -> alert.action() != FluxAlert.Action.RESOLVED)
                .map(Agreement::comparable)
                .toList();
    }

    private static List<JsonNode> resolved(List<FluxAlert> events) {
        return lastEvents(events).values().stream()
                .filter(alert -> alert.action() == FluxAlert.Action.RESOLVED)
                .sorted(Comparator.comparing(FluxAlert::at).reversed().thenComparing(FluxAlert::id))
                .limit(HISTORY)
                .map(Agreement::comparable)
                .toList();
    }

    private static Map<String, FluxAlert> lastEvents(List<FluxAlert> events) {
        Map<String, FluxAlert> last = new LinkedHashMap<>();
        events.forEach(alert -> last.put(alert.id(), alert));
        return last;
    }

    private static JsonNode comparable(FluxAlert alert) {
        ObjectNode node = (ObjectNode) parse(Topics.ALERTS.codec().encode(alert));
        node.put("repeats", alert.sequence());
        if (alert.action() == FluxAlert.Action.RESOLVED) {
            node.put("resolvedAt", time(node.path("at")));
        }
        return node;
    }

    /** Without what only the workflows know: their own alerts, acknowledgements, and when the first event was seen. */
    private static List<JsonNode> ofTopics(List<JsonNode> answers) {
        List<JsonNode> comparable = new ArrayList<>();
        for (JsonNode answer : answers) {
            if (!answer.path("origin").asText().equals("workflow")) {
                ObjectNode node = answer.deepCopy();
                node.remove(List.of("ack", "firedAt", "origin"));
                node.put("repeats", answer.path("repeats").asInt());
                if (node.hasNonNull("resolvedAt")) {
                    node.put("resolvedAt", time(node.path("resolvedAt")));
                }
                comparable.add(node);
            }
        }
        return comparable;
    }

    private static @Nullable String time(JsonNode text) {
        return Instant.parse(text.asText()).toString();
    }

    private static <V> List<JsonNode> json(WireCodec<V> codec, Collection<V> values) {
        return values.stream().map(value -> parse(codec.encode(value))).toList();
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workflows.close();
        logs.close();
    }
}
