package io.fluxstream.domain.reference;

import io.fluxstream.domain.engine.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A history of which engine and reference say different things, as short as it could be made.
 *
 * @param expected what the reference says of the last record
 * @param actual what the engine says of it
 */
record Disagreement(Scenario scenario, List<Effect> expected, List<Effect> actual) {
    /** Looks for one. */
    static Optional<Disagreement> in(Scenario scenario) {
        if (scenario.firstDifference() < 0) {
            return Optional.empty();
        }
        Scenario shortest = shrunk(scenario);
        int last = shortest.entries().size() - 1;
        return Optional.of(new Disagreement(
                shortest, shortest.reference().get(last), shortest.engine().get(last)));
    }

    /** The prefix up to the first difference, without every record that is not needed for one. */
    private static Scenario shrunk(Scenario scenario) {
        Scenario shortest = prefix(scenario);
        for (int chunk = Math.max(1, shortest.entries().size() / 2); chunk > 0; chunk /= 2) {
            int from = 0;
            while (from + chunk <= shortest.entries().size()) {
                List<Scenario.Entry> fewer = new ArrayList<>(shortest.entries());
                fewer.subList(from, from + chunk).clear();
                Scenario candidate = shortest.of(fewer);
                if (candidate.firstDifference() >= 0) {
                    shortest = prefix(candidate);
                } else {
                    from++;
                }
            }
        }
        return shortest;
    }

    private static Scenario prefix(Scenario scenario) {
        return scenario.of(scenario.entries().subList(0, scenario.firstDifference() + 1));
    }

    /** One record or effect a line. */
    String story() {
        StringBuilder story = new StringBuilder();
        story.append(scenario.rules()).append('\n');
        scenario.entries().forEach(entry -> {
            if (entry.rules() != null) {
                story.append(entry.rules()).append('\n');
            }
            story.append(entry.event()).append('\n');
        });
        expected.forEach(effect -> story.append("expected  ").append(effect).append('\n'));
        actual.forEach(effect -> story.append("but was   ").append(effect).append('\n'));
        return story.toString();
    }
}
