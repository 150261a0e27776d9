package io.fluxstream.rules.yaml;

import java.util.List;
import java.util.function.Function;

/** A value of a document, and where it stands. */
public sealed interface Value {
    Place place();

    <R> R match(Function<Mapping, R> mapping, Function<Sequence, R> sequence, Function<Scalar, R> scalar);

    /** What it is, for a sentence about what it should have been. */
    default String inWords() {
        return match(mapping -> "a mapping", sequence -> "a list", Scalar::shown);
    }

    /** Keys with their values, as written: a key may stand there twice. */
    record Mapping(Place place, List<Entry> entries) implements Value {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public <R> R match(Function<Mapping, R> mapping, Function<Sequence, R> sequence, Function<Scalar, R> scalar) {
            return mapping.apply(this);
        }
    }

    /** A key and its value; {@code place} is the key's. */
    record Entry(Place place, String key, Value value) {}

    /** A list. */
    record Sequence(Place place, List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public <R> R match(Function<Mapping, R> mapping, Function<Sequence, R> sequence, Function<Scalar, R> scalar) {
            return sequence.apply(this);
        }
    }

    /** A single value. */
    record Scalar(Place place, Type type, String text, Content content) implements Value {
        /** What YAML 1.2 takes it for. */
        public enum Type {
            TEXT,
            INTEGER,
            DECIMAL,
            FLAG,
            NOTHING
        }

        /** How it is shown to who wrote it. */
        public String shown() {
            return switch (type) {
                case NOTHING -> "nothing";
                case TEXT -> '"' + text + '"';
                default -> text;
            };
        }

        @Override
        public <R> R match(Function<Mapping, R> mapping, Function<Sequence, R> sequence, Function<Scalar, R> scalar) {
            return scalar.apply(this);
        }
    }
}
