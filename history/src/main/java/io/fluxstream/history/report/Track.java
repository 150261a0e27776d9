package io.fluxstream.history.report;

import io.fluxstream.domain.phase.Phase;
import java.util.ArrayList;
import java.util.List;

/** The phases of one resource over time, and the alerts about it. */
final class Track {
    /** From then on it was in that phase; in milliseconds since 1970. */
    record Change(long at, Phase to) {}

    /**
     * An alert.
     *
     * @param other whether the rules compared with raised it
     * @param to when it was resolved; -1 while it is not
     */
    record Span(String id, boolean other, String rule, long from, long to) {}

    private List<Change> changes = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    void add(Change change) {
        changes.add(change);
    }

    void add(Span span) {
        spans.add(span);
    }

    /** Ends the alert of that id, if it is drawn. */
    void end(String id, boolean other, long at) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            Span span = spans.get(i);
            if (span.to < 0 && span.other == other && span.id.equals(id)) {
                spans.set(i, new Span(id, other, span.rule, span.from, at));
                return;
            }
        }
    }

    List<Change> changes() {
        return changes;
    }

    List<Span> spans() {
        return spans;
    }

    /** Draws changes that are closer together as one, in the worst of their phases; says how many are left. */
    int coarsen(long width) {
        List<Change> coarser = new ArrayList<>();
        int i = 0;
        while (i < changes.size()) {
            Change first = changes.get(i);
            Phase worst = first.to;
            Phase last = first.to;
            i++;
            while (i < changes.size() && changes.get(i).at < first.at + width) {
                last = changes.get(i).to;
                worst = badness(last) > badness(worst) ? last : worst;
                i++;
            }
            coarser.add(new Change(first.at, worst));
            if (last != worst) {
                coarser.add(new Change(first.at + width, last));
            }
        }
        changes = coarser;
        return changes.size();
    }

    private static int badness(Phase phase) {
        return switch (phase) {
            case FAILED -> 5;
            case WAITING -> 4;
            case GONE -> 3;
            case SUSPENDED -> 2;
            default -> 1;
        };
    }

    /** What one wants to see first: alerts, then failures. */
    long trouble() {
        return spans.size() * 1_000_000L
                + changes.stream().filter(change -> change.to == Phase.FAILED).count();
    }
}
