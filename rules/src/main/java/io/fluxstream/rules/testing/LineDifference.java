package io.fluxstream.rules.testing;

import java.util.ArrayList;
import java.util.List;

/** What was told beside what was expected, line by line. */
final class LineDifference {
    /** Enough to see what happens; whoever wrote the test wants to read it. */
    static final int MAX_LINES = 60;

    private LineDifference() {}

    /** The first lines, and how many there are besides. */
    static List<String> readable(List<String> lines) {
        if (lines.size() <= MAX_LINES) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, MAX_LINES));
        first.add("... and " + (lines.size() - MAX_LINES) + " lines more");
        return first;
    }

    /** {@code -} was expected, {@code +} came; nothing if all is as expected. */
    static List<String> lines(int line, List<String> expected, List<String> told) {
        if (expected.equals(told)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("line " + line + ": what was told of alerts:");
        int[][] common = common(expected, told);
        int e = 0;
        int t = 0;
        while (e < expected.size() || t < told.size()) {
            if (e < expected.size() && t < told.size() && expected.get(e).equals(told.get(t))) {
                lines.add("    " + expected.get(e));
                e++;
                t++;
            } else if (t == told.size() || (e < expected.size() && common[e + 1][t] >= common[e][t + 1])) {
                lines.add("  - " + expected.get(e));
                e++;
            } else {
                lines.add("  + " + told.get(t));
                t++;
            }
        }
        return lines;
    }

    /** How many lines the rest of one and the rest of the other have in common at most. */
    private static int[][] common(List<String> expected, List<String> told) {
        int[][] common = new int[expected.size() + 1][told.size() + 1];
        for (int e = expected.size() - 1; e >= 0; e--) {
            for (int t = told.size() - 1; t >= 0; t--) {
                common[e][t] = expected.get(e).equals(told.get(t))
                        ? common[e + 1][t + 1] + 1
                        : Math.max(common[e + 1][t], common[e][t + 1]);
            }
        }
        return common;
    }
}
