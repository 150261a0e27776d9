package io.fluxstream.rules.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the one YAML 1.2 document of a file. */
public final class Document {
    /** The most characters of a file: it has to fit into one record of a topic. */
    public static final int MAX_LENGTH = 512 * 1024;

    private static final int MAX_DEPTH = 32;

    private Document() {}

    /**
     * The document, or nothing; why is among the findings then.
     *
     * @param begin how such a file begins, to say of an empty one
     */
    public static Optional<Value> parse(String file, String text, Findings findings, String begin) {
        Optional<Value> document = compose(file, text, findings);
        if (document.isEmpty() && !findings.hasMistakes()) {
            findings.mistake(Place.FILE, "is empty; it must begin with " + begin);
        }
        return document;
    }

    private static Optional<Value> compose(String file, String text, Findings findings) {
        if (text.length() > MAX_LENGTH) {
            findings.mistake(Place.FILE, "must be at most " + MAX_LENGTH + " characters, but has " + text.length());
            return Optional.empty();
        }
        List<String> lines = text.lines().toList();
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setSchema(new CoreSchema())
                    // Nodes counts what aliases stand for, which is what could become too much.
                    .setMaxAliasesForCollections(Integer.MAX_VALUE)
                    .build();
            if (isTooDeep(text, settings, findings)) {
                return Optional.empty();
            }
            Node root = new Compose(settings).composeString(text).orElse(null);
            return root == null ? Optional.empty() : Optional.ofNullable(new Nodes(lines, findings).document(root));
        } catch (MarkedYamlEngineException e) {
            sayWhatIsNoYaml(e, lines, findings);
        } catch (YamlEngineException e) {
            findings.mistake(Place.FILE, "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Asked of the parser's events, which take no stack: composing a document does. */
    private static boolean isTooDeep(String text, LoadSettings settings, Findings findings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                findings.mistake(
                        place(event.getStartMark().orElse(null)),
                        "must be nested at most " + MAX_DEPTH + " levels deep");
                return true;
            }
        }
        return false;
    }

    /** A tab is what most often makes a file no YAML, far from where the parser stumbles. */
    private static void sayWhatIsNoYaml(MarkedYamlEngineException e, List<String> lines, Findings findings) {
        List<Place> tabs = tabs(lines);
        if (tabs.isEmpty()) {
            findings.mistake(place(e.getProblemMark().orElse(null)), "is not YAML: " + problem(e));
        } else {
            tabs.forEach(tab -> findings.mistake(tab, "must be indented with spaces, but this is a tab"));
        }
    }

    private static List<Place> tabs(List<String> lines) {
        List<Place> tabs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int indentation = line.length() - line.stripLeading().length();
            int tab = line.indexOf('\t');
            if (tab >= 0 && tab < indentation) {
                tabs.add(new Place("", i + 1, tab + 1));
            }
        }
        return tabs;
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        return e.getContext() == null ? problem : e.getContext() + ", " + problem;
    }

    private static Place place(@Nullable Mark mark) {
        return mark == null ? Place.FILE : new Place("", mark.getLine() + 1, mark.getColumn() + 1);
    }
}
