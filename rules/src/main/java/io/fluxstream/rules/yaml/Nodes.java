package io.fluxstream.rules.yaml;

import io.fluxstream.rules.yaml.Value.Entry;
import io.fluxstream.rules.yaml.Value.Mapping;
import io.fluxstream.rules.yaml.Value.Scalar;
import io.fluxstream.rules.yaml.Value.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes values of the parser's nodes; an alias becomes a copy of what it stands for. */
final class Nodes {
    /** Far more than any file that is meant has; a few lines of aliases of aliases can stand for billions. */
    private static final int MAX_VALUES = 200_000;

    private static final Map<Tag, Scalar.Type> TYPES = Map.of(
            Tag.STR, Scalar.Type.TEXT,
            Tag.INT, Scalar.Type.INTEGER,
            Tag.FLOAT, Scalar.Type.DECIMAL,
            Tag.BOOL, Scalar.Type.FLAG,
            Tag.NULL, Scalar.Type.NOTHING);

    private final List<String> lines;
    private final Findings findings;
    private final Set<Node> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    Nodes(List<String> lines, Findings findings) {
        this.lines = lines;
        this.findings = findings;
    }

    /** The document, or null when it cannot be told; that is among the findings then. */
    @Nullable Value document(Node root) {
        return value(root, "");
    }

    private @Nullable Value value(Node node, String path) {
        Place place = place(node, path);
        values++;
        if (values == MAX_VALUES) {
            findings.mistake(
                    place, "must be at most " + MAX_VALUES + " values, aliases counted as what they stand for");
        }
        if (values >= MAX_VALUES) {
            return null;
        }
        if (!within.add(node)) {
            findings.mistake(place, "must not contain itself");
            return null;
        }
        try {
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar, place);
            }
            return node instanceof SequenceNode sequence
                    ? sequence(sequence, place)
                    : mapping((MappingNode) node, place);
        } finally {
            within.remove(node);
        }
    }

    private Sequence sequence(SequenceNode node, Place place) {
        List<Value> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            Value value = value(item, place.path() + '[' + items.size() + ']');
            if (value != null) {
                items.add(value);
            }
        }
        return new Sequence(place, items);
    }

    private Mapping mapping(MappingNode node, Place place) {
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                findings.mistake(place(tuple.getKeyNode(), place.path()), "must have keys that are single values");
                continue;
            }
            Place keyPlace = place(key, place.path()).named(inPath(key.getValue()));
            Value value = value(tuple.getValueNode(), keyPlace.path());
            if (value != null) {
                entries.add(new Entry(keyPlace, key.getValue(), value));
            }
        }
        return new Mapping(place, entries);
    }

    private static String inPath(String key) {
        return key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-') ? key : "\"" + key + '"';
    }

    private Scalar scalar(ScalarNode node, Place place) {
        Scalar.Type type = TYPES.get(node.getTag());
        if (type == null) {
            findings.mistake(place, "must be a plain value, but has the tag " + node.getTag());
        }
        return new Scalar(place, type == null ? Scalar.Type.TEXT : type, node.getValue(), content(node, place));
    }

    private Content content(ScalarNode node, Place place) {
        boolean onOneLine =
                node.getStartMark().map(Mark::getLine).equals(node.getEndMark().map(Mark::getLine));
        return switch (node.getScalarStyle()) {
            case LITERAL -> Content.Block.after(place.line(), lines);
            case PLAIN -> onOneLine ? new Content.OnOneLine(0) : new Content.Elsewhere();
            case SINGLE_QUOTED, DOUBLE_QUOTED ->
                onOneLine && isVerbatim(node) ? new Content.OnOneLine(1) : new Content.Elsewhere();
            default -> new Content.Elsewhere();
        };
    }

    /** Whether nothing between the quotes is escaped. */
    private static boolean isVerbatim(ScalarNode node) {
        int written = node.getEndMark().map(Mark::getColumn).orElse(0)
                - node.getStartMark().map(Mark::getColumn).orElse(0);
        return written == node.getValue().length() + 2;
    }

    private static Place place(Node node, String path) {
        return node.getStartMark()
                .map(mark -> new Place(path, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(new Place(path, 0, 0));
    }
}
