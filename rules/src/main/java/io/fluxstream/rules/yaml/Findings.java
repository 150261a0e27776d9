package io.fluxstream.rules.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that everything can be said at once. */
public final class Findings {
    private static final Comparator<Mistake> BY_PLACE =
            Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Mistake> warnings = new ArrayList<>();

    public Findings(String file) {
        this.file = file;
    }

    /** The file cannot be used. */
    public void mistake(Place place, String message) {
        mistakes.add(at(place, message));
    }

    /** The file can be used, but this was probably not meant. */
    public void warning(Place place, String message) {
        warnings.add(at(place, message));
    }

    private Mistake at(Place place, String message) {
        return new Mistake(file, place.line(), place.column(), place.path(), message);
    }

    public boolean hasMistakes() {
        return !mistakes.isEmpty();
    }

    /** From the top of the file to its bottom. */
    public List<Mistake> mistakes() {
        return mistakes.stream().sorted(BY_PLACE).toList();
    }

    /** From the top of the file to its bottom. */
    public List<Mistake> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }
}
