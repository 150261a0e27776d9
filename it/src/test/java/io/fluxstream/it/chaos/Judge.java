package io.fluxstream.it.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.it.Eventually.Contradiction;
import io.fluxstream.it.fleet.FluxKind;
import io.fluxstream.it.product.Deployment;
import io.fluxstream.schemas.DeadLetterHeaders;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the topics of one deployment to what its flux-status demands, byte for byte. It reads flux-status itself, and has it judged by the
 * naive reference.
 */
final class Judge implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Logs logs;
    private final Injected injected;
    private final RuleSet rules;
    private final Map<String, Story> stories = new TreeMap<>();
    private final Map<String, Entry> dead = new LinkedHashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Instant> clocks = new HashMap<>();
    private int judged;

    Judge(String bootstrapServers, Injected injected) {
        this.logs = Logs.ofAll(bootstrapServers);
        this.injected = injected;
        this.rules = Deployment.RULES;
    }

    Logs logs() {
        return logs;
    }

    Map<String, Story> stories() {
        return stories;
    }

    int records() {
        return judged;
    }

    int alertCount() {
        return logs.of(Topics.ALERTS).size();
    }

    int deadLetters() {
        return dead.size();
    }

    /** A topic was deleted, and made anew. */
    void beginsAnew(String topic) {
        if (topic.equals(Topics.STATUS.name())) {
            injected.forgetStatus();
        }
        logs.beginsAnew(topic);
    }

    /** Reads everything on. */
    void readOn() {
        logs.readOn();
        List<Entry> all = logs.of(Topics.STATUS);
        for (Entry entry : all.subList(judged, all.size())) {
            take(entry);
        }
        judged = all.size();
    }

    /** A record that was put there by hand is what it was meant to be; all others must be readable, and not from the future. */
    private void take(Entry entry) {
        if (injected.isStatus(entry)) {
            if (injected.isDead(entry)) {
                dead.put(entry.place(), entry);
            }
            return;
        }
        Decoded<FluxStatusEvent> decoded = Topics.STATUS
                .codec()
                .decode(Objects.requireNonNull(Entry.bytes(Objects.requireNonNull(entry.value()))));
        if (!(decoded instanceof Decoded.Value<FluxStatusEvent> readable)) {
            throw new Contradiction("flux-status " + entry.place() + " cannot be read: " + entry);
        }
        FluxStatusEvent event = readable.value();
        if (event.observedAt().isAfter(entry.appended().plus(TOLERANCE))) {
            dead.put(entry.place(), entry);
            return;
        }
        if (event instanceof FluxStatusEvent.Observed observed) {
            labels.put(entry.name(), observed.labels().getOrDefault("mark", ""));
        }
        clocks.merge(event.cluster(), event.observedAt(), (clock, at) -> at.isAfter(clock) ? at : clock);
        stories.computeIfAbsent(event.cluster(), cluster -> new Story(cluster, rules))
                .goesOn(event);
    }

    /** A cluster's clock never goes back: while it is ahead it stands still, and failures have no length. */
    void clocksAreNotAhead() {
        Instant now = Instant.now();
        clocks.forEach(
                (cluster, clock) -> require(!clock.isAfter(now), () -> "the clock of " + cluster + " is at " + clock));
    }

    /** Whether every mark has been seen. */
    void hasSeen(String mark) {
        readOn();
        Set<String> unseen = new HashSet<>();
        for (String cluster : Places.CLUSTERS) {
            for (FluxKind kind : FluxKind.values()) {
                String key = cluster + '/' + kind.kind() + "/flux-system/mark";
                if (!mark.equals(labels.get(key))) {
                    unseen.add(key);
                }
            }
        }
        require(unseen.isEmpty(), () -> "not in flux-status yet with mark " + mark + ": " + unseen);
    }

    /** The alerts of flux-alerts by resource. */
    Map<String, List<JsonNode>> alerts() {
        Map<String, List<JsonNode>> alerts = new HashMap<>();
        for (Entry entry : logs.of(Topics.ALERTS)) {
            alerts.computeIfAbsent(entry.name(), key -> new ArrayList<>()).add(json(entry.value()));
        }
        return alerts;
    }

    /** Transitions and alerts record by record, the compacted topics by their newest values, and the dead letters. */
    void topicsAreAsTheyMustBe() {
        stories.forEach((cluster, story) -> {
            compare(Topics.TRANSITIONS, cluster, story.transitions());
            compare(Topics.ALERTS, cluster, story.alerts());
        });
        Map<String, String> rows = new HashMap<>();
        Map<String, String> clusters = new HashMap<>();
        Map<String, String> active = new HashMap<>();
        stories.forEach((cluster, story) -> {
            rows.putAll(story.rows());
            String row = story.cluster();
            if (row != null) {
                clusters.put(cluster, row);
            }
            story.lastEvents().forEach((id, alert) -> {
                if (alert.resolution() == null) {
                    active.put(
                            cluster + '/' + id,
                            Story.Line.of("", Topics.ALERTS.codec(), alert).value());
                }
            });
        });
        same(Topics.RESOURCES, rows);
        same(Topics.CLUSTERS, clusters);
        same(Topics.ALERTS_ACTIVE, active);
        deadLettersAreAsTheyMustBe();
    }

    /** A topic that is behind may come; one that says something else never will. */
    private void compare(Topic<?> topic, String cluster, List<Story.Line> expected) {
        List<Entry> actual = logs.of(topic).stream()
                .filter(entry -> entry.cluster().equals(cluster))
                .toList();
        for (int at = 0; at < Math.min(actual.size(), expected.size()); at++) {
            Story.Line line = expected.get(at);
            Entry entry = actual.get(at);
            if (!entry.name().equals(line.key()) || !line.value().equals(entry.value())) {
                throw new Contradiction("record " + at + " of " + topic.name() + " about " + cluster + " is\n  " + entry
                        + "\nbut should be\n  " + line);
            }
        }
        require(
                actual.size() == expected.size(),
                () -> topic.name() + " has " + actual.size() + " records about " + cluster + " rather than "
                        + expected.size());
    }

    private void same(Topic<?> topic, Map<String, String> expected) {
        Map<String, String> newest = new HashMap<>(logs.newest(topic));
        newest.keySet().removeIf(injected::isRow);
        if (!newest.equals(expected)) {
            String differences = differences(newest, expected);
            throw new AssertionError("the newest values of " + topic.name() + " differ: " + differences);
        }
    }

    private static String differences(Map<String, String> actual, Map<String, String> expected) {
        Set<String> keys = new HashSet<>(actual.keySet());
        keys.addAll(expected.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(actual.get(key), expected.get(key)))
                .sorted()
                .limit(5)
                .map(key -> "\n  " + key + " is " + actual.get(key) + "\n    rather than " + expected.get(key))
                .collect(Collectors.joining());
    }

    /** Exactly those with a cause, each once, as they came, and with the reason. */
    private void deadLettersAreAsTheyMustBe() {
        Set<String> seen = new HashSet<>();
        for (Entry letter : logs.of(Topics.STATUS_DLQ)) {
            String place = letter.headers().get(DeadLetterHeaders.PARTITION) + "@"
                    + letter.headers().get(DeadLetterHeaders.OFFSET);
            Entry origin = dead.get(place);
            if (origin == null) {
                throw new Contradiction("a dead letter without a cause: " + letter);
            }
            if (!seen.add(place)) {
                throw new Contradiction("twice among the dead letters: " + letter);
            }
            boolean isAsItCame = Objects.equals(origin.key(), letter.key())
                    && Objects.equals(origin.value(), letter.value())
                    && !letter.headers()
                            .getOrDefault(DeadLetterHeaders.REASON, "")
                            .isBlank();
            if (!isAsItCame) {
                throw new Contradiction("the dead letter " + letter + " is not " + origin + " and why");
            }
        }
        require(seen.equals(dead.keySet()), () -> seen.size() + " dead letters rather than " + dead.size());
    }

    /** Every row has the phase that the API server's answer has, and there are no others. */
    void rowsAre(Map<String, String> facts) {
        Map<String, String> phases = new TreeMap<>();
        logs.newest(Topics.RESOURCES).forEach((key, row) -> {
            if (!injected.isRow(key)) {
                phases.put(key, json(row).path("phase").asText());
            }
        });
        require(phases.equals(facts), () -> "flux-resources and the API servers differ:" + differences(phases, facts));
    }

    static JsonNode json(@Nullable String value) {
        try {
            return JSON.readTree(String.valueOf(value).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void require(boolean holds, Supplier<String> complaint) {
        if (!holds) {
            throw new AssertionError(complaint.get());
        }
    }

    @Override
    public void close() {
        logs.close();
    }
}
