package io.fluxstream.rules.yaml;

import io.fluxstream.rules.yaml.Value.Entry;
import io.fluxstream.rules.yaml.Value.Mapping;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that is being read, key by key. What is not as it must be is absent here and among the findings, so that
 * reading goes on and everything is found at once.
 */
public final class Section {
    /** Of a mapping of texts: what comes of it has to fit into a record of a topic. */
    private static final int MAX_PAIRS = 32;

    private final Place place;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Findings findings;

    private Section(Mapping mapping, Findings findings, @Nullable Keys keys) {
        this.place = mapping.place();
        this.findings = findings;
        for (Entry entry : mapping.entries()) {
            if (keys != null && !keys.has(entry.key())) {
                findings.mistake(entry.place(), keys.unknown(entry.key()));
            }
            Entry first = entries.putIfAbsent(entry.key(), entry);
            if (first != null) {
                findings.mistake(
                        entry.place(),
                        "must stand here once, but is in line " + first.place().line() + " already");
            }
        }
    }

    /** The mapping that a value is, or nothing; every key must be known. */
    public static Optional<Section> of(Value value, Findings findings, Keys keys) {
        return read(value, findings, keys);
    }

    /** The mapping that a value is, or nothing, whatever its keys. */
    public static Optional<Section> ofAnyKeys(Value value, Findings findings) {
        return read(value, findings, null);
    }

    private static Optional<Section> read(Value value, Findings findings, @Nullable Keys keys) {
        if (value instanceof Mapping mapping) {
            return Optional.of(new Section(mapping, findings, keys));
        }
        findings.mistake(value.place(), "must be a mapping, but was " + value.inWords());
        return Optional.empty();
    }

    public Place place() {
        return place;
    }

    public Findings findings() {
        return findings;
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Where the key stands, or the mapping if it is not there. */
    public Place place(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place : entry.place();
    }

    /** In the order of the file, each key once. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public void mistake(String key, String message) {
        findings.mistake(place(key), message);
    }

    /** Says so if the key is not there. */
    public void require(String key, String what) {
        if (!has(key)) {
            findings.mistake(place.named(key), "must be there: " + what);
        }
    }

    public Optional<Value> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** A text that is not empty. */
    public Optional<Scalar> text(String key, String what) {
        return value(key).flatMap(value -> text(value, what, findings));
    }

    /** A text that is not empty; a number or a flag that is meant as a text must be quoted. */
    public static Optional<Scalar> text(Value value, String what, Findings findings) {
        if (!(value instanceof Scalar scalar) || scalar.type() == Scalar.Type.NOTHING) {
            findings.mistake(value.place(), "must be " + what + ", but was " + value.inWords());
            return Optional.empty();
        }
        if (scalar.type() != Scalar.Type.TEXT) {
            findings.mistake(
                    value.place(),
                    "must be " + what + ", but was " + scalar.shown() + "; as a text it is written \"" + scalar.text()
                            + '"');
            return Optional.empty();
        }
        if (scalar.text().isBlank()) {
            findings.mistake(value.place(), "must be " + what + ", but was empty");
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    public Optional<Boolean> flag(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Scalar scalar && scalar.type() == Scalar.Type.FLAG) {
                return Optional.of(Boolean.parseBoolean(scalar.text()));
            }
            findings.mistake(value.place(), "must be true or false, but was " + value.inWords());
            return Optional.empty();
        });
    }

    public Optional<Integer> number(String key, int least, int most) {
        return value(key).flatMap(value -> {
            if (value instanceof Scalar scalar
                    && scalar.type() == Scalar.Type.INTEGER
                    && scalar.text().matches("\\d{1,9}")) {
                int number = Integer.parseInt(scalar.text());
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            findings.mistake(
                    value.place(),
                    "must be a whole number between " + least + " and " + most + ", but was " + value.inWords());
            return Optional.empty();
        });
    }

    /** A duration in Prometheus' form; 0 needs no unit. */
    public Optional<Duration> duration(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Scalar scalar && scalar.type() != Scalar.Type.NOTHING) {
                Optional<Duration> duration = Durations.parse(scalar.text());
                if (duration.isEmpty()) {
                    findings.mistake(value.place(), Durations.expected(scalar.shown(), scalar.text()));
                }
                return duration;
            }
            findings.mistake(value.place(), Durations.expected(value.inWords(), ""));
            return Optional.empty();
        });
    }

    /** One of several words, by what each stands for. */
    public <E> Optional<E> choice(String key, Map<String, E> choices) {
        return text(key, "one of " + String.join(", ", choices.keySet())).flatMap(scalar -> {
            E chosen = choices.get(scalar.text());
            if (chosen == null) {
                findings.mistake(
                        scalar.place(),
                        "must be one of " + String.join(", ", choices.keySet()) + ", but was " + scalar.shown()
                                + NearMiss.question(scalar.text(), choices.keySet()));
            }
            return Optional.ofNullable(chosen);
        });
    }

    /** A list, each item read on its own; what cannot be read is left out. */
    public <T> List<T> list(String key, String what, Function<Value, Optional<T>> item) {
        return value(key)
                .map(value -> {
                    if (value instanceof Value.Sequence sequence) {
                        return sequence.items().stream()
                                .map(item)
                                .flatMap(Optional::stream)
                                .toList();
                    }
                    findings.mistake(
                            value.place(),
                            "must be a list of " + what + ", but was " + value.inWords() + asList(value));
                    return List.<T>of();
                })
                .orElse(List.of());
    }

    private static String asList(Value value) {
        return value instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT
                ? "; did you mean [" + scalar.text() + "]?"
                : "";
    }

    /** A list of texts that is not empty where it is there. */
    public List<Scalar> texts(String key, String what) {
        value(key).ifPresent(value -> {
            if (value instanceof Value.Sequence sequence && sequence.items().isEmpty()) {
                findings.mistake(value.place(), "must name at least one; without " + key + " it is all of them");
            }
        });
        return list(key, what, item -> text(item, "a text", findings));
    }

    /** A mapping of texts, in the order of the file. */
    public Map<String, Entry> pairs(String key) {
        Map<String, Entry> pairs = new LinkedHashMap<>();
        List<Entry> all = anySection(key).map(Section::entries).orElse(List.of());
        if (all.size() > MAX_PAIRS) {
            mistake(key, "must have at most " + MAX_PAIRS + " entries, but has " + all.size());
        }
        for (Entry entry : all) {
            if (text(entry.value(), "a text", findings).isPresent()) {
                pairs.put(entry.key(), entry);
            }
        }
        return pairs;
    }

    public Optional<Section> section(String key, Keys keys) {
        return value(key).flatMap(value -> of(value, findings, keys));
    }

    public Optional<Section> anySection(String key) {
        return value(key).flatMap(value -> ofAnyKeys(value, findings));
    }

    /** The mappings of a list. */
    public List<Section> sections(String key, String what, Keys keys) {
        return new ArrayList<>(list(key, what, item -> of(item, findings, keys)));
    }
}
