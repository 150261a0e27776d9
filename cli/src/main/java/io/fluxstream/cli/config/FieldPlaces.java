package io.fluxstream.cli.config;

import io.fluxstream.rules.yaml.Document;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Value;
import java.util.HashMap;
import java.util.Map;

/** Where the fields of a file stand, by their paths as {@link Section} has them. */
final class FieldPlaces {
    private final Map<String, Place> places = new HashMap<>();

    private FieldPlaces() {}

    /** Of a text that need not be YAML: then nothing is known of it. */
    static FieldPlaces of(String yaml) {
        FieldPlaces all = new FieldPlaces();
        Document.parse("", yaml, new Findings(""), "").ifPresent(root -> all.add("", root));
        return all;
    }

    private void add(String path, Value value) {
        if (value instanceof Value.Mapping mapping) {
            for (Value.Entry entry : mapping.entries()) {
                String field = path.isEmpty() ? entry.key() : path + '.' + entry.key();
                places.put(field, entry.place());
                add(field, entry.value());
            }
        } else if (value instanceof Value.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                String item = path + '[' + i + ']';
                places.put(item, sequence.items().get(i).place());
                add(item, sequence.items().get(i));
            }
        }
    }

    /** What a sentence about a field begins with: the place of it, or of what is around it where it is missing itself. */
    String before(String path) {
        for (String around = path; !around.isEmpty(); around = parent(around)) {
            Place place = places.get(around);
            if (place != null) {
                return "line " + place.line() + ", column " + place.column() + ": ";
            }
        }
        return "";
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
