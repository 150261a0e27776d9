package io.fluxstream.rules.testing;

import java.util.List;

/**
 * How a test went.
 *
 * @param name what was tested
 * @param line where the test stands in its file
 * @param differences what came instead of what was expected, as lines to be read; empty if it passed
 */
public record TestOutcome(String name, int line, List<String> differences) {
    public TestOutcome {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
