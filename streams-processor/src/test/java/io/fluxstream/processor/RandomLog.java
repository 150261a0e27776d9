package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.reference.RandomHistories;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the watchers of several clusters write to flux-status, in the order it arrives, and records among it that are none. */
record RandomLog(List<Entry> entries) {
    private static final String FAR_AHEAD = "2199-01-01T00:00:00.000Z";
    private static final int SOUND_TO_UNSOUND = 12;

    /**
     * A record.
     *
     * @param event what it says; null when it must move nothing
     */
    record Entry(
            String cluster,
            @Nullable String key,
            @Nullable String value,
            Instant appended,
            @Nullable FluxStatusEvent event) {
        boolean isDeadLetter() {
            return event == null && (value == null || !value.contains("ECLIPSE"));
        }
    }

    RandomLog {
        entries = List.copyOf(entries);
    }

    /** The log of that seed: so many clusters, each with so many records that count. */
    static RandomLog of(long seed, int clusters, int records) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<FluxStatusEvent>> histories = new ArrayList<>();
        for (long number = seed * clusters; number < (seed + 1) * clusters; number++) {
            histories.add(new ArrayList<>(RandomHistories.of("cluster-" + number, number, records)));
        }
        List<Entry> entries = new ArrayList<>();
        while (!histories.isEmpty()) {
            List<FluxStatusEvent> history = histories.get(random.nextInt(histories.size()));
            entries.add(sound(history.remove(0)));
            if (random.nextInt(SOUND_TO_UNSOUND) == 0) {
                entries.add(unsound(entries.get(entries.size() - 1), random));
            }
            histories.removeIf(List::isEmpty);
        }
        return new RandomLog(entries);
    }

    private static Entry sound(FluxStatusEvent event) {
        String value = new String(Topics.STATUS.codec().encode(event), UTF_8);
        return new Entry(event.cluster(), event.key(), value, event.observedAt().plusMillis(5), event);
    }

    /** What a network, a disk, an older or a newer watcher or somebody else might make of a record. */
    private static Entry unsound(Entry sound, SplittableRandom random) {
        String key = sound.key();
        String value = sound.value() == null ? "" : sound.value();
        return switch (random.nextInt(7)) {
            case 0 -> unsound(sound, key, value.substring(0, random.nextInt(value.length())));
            case 1 -> unsound(sound, key, null);
            case 2 -> unsound(sound, null, value);
            case 3 -> unsound(sound, key + "-2", value);
            case 4 ->
                unsound(
                        sound,
                        key,
                        value.replaceFirst("\"observedAt\":\"[^\"]*\"", "\"observedAt\":\"" + FAR_AHEAD + '"'));
            case 5 -> unsound(sound, key, value.replaceFirst("\"session\":\"[^\"]*\"", "\"session\":7"));
            default -> unsound(sound, key, value.replaceFirst("\"type\":\"[A-Z_]*\"", "\"type\":\"ECLIPSE\""));
        };
    }

    private static Entry unsound(Entry sound, @Nullable String key, @Nullable String value) {
        return new Entry(sound.cluster(), key, value, sound.appended(), null);
    }

    /** The records that count, by cluster. */
    Map<String, List<FluxStatusEvent>> histories() {
        Map<String, List<FluxStatusEvent>> histories = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.event() != null) {
                histories
                        .computeIfAbsent(entry.cluster(), cluster -> new ArrayList<>())
                        .add(entry.event());
            }
        }
        return histories;
    }

    /**
     * Which of a cluster's records, counted from 0, are the first to be judged by other rules.
     *
     * @param rules by the number of the entry before which they come into force
     */
    Map<String, Map<Integer, RuleSet>> changes(Map<Integer, RuleSet> rules) {
        Map<String, Map<Integer, RuleSet>> changes = new TreeMap<>();
        Map<String, Integer> records = new HashMap<>();
        Map<String, RuleSet> judgedBy = new HashMap<>();
        RuleSet now = RuleSet.builtIn();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            now = rules.getOrDefault(i, now);
            if (entry.event() == null) {
                continue;
            }
            int record = records.merge(entry.cluster(), 1, Integer::sum) - 1;
            if (!now.equals(judgedBy.put(entry.cluster(), now))) {
                changes.computeIfAbsent(entry.cluster(), cluster -> new TreeMap<>())
                        .put(record, now);
            }
        }
        return changes;
    }

    /** What must be put aside, as {@code key=value}, in its order. */
    List<String> deadLetters() {
        return entries.stream()
                .filter(Entry::isDeadLetter)
                .map(entry -> entry.key() + "=" + entry.value())
                .toList();
    }

    /** Whether weeks pass in it for some cluster. */
    boolean isLong() {
        return histories().values().stream().anyMatch(RandomHistories::isLong);
    }
}
