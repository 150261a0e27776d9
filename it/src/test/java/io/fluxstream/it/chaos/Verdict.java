package io.fluxstream.it.chaos;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of a round.
 *
 * @param records of flux-status that the round brought; likewise the alerts and dead letters
 * @param ended who ended by himself and was started again
 * @param complaint what is wrong; null when nothing is
 */
record Verdict(
        Plan plan,
        int records,
        int alerts,
        int deadLetters,
        List<String> ended,
        Duration took,
        @Nullable String complaint) {

    /** A round that could not even begin. */
    static Verdict of(Plan plan, Throwable failure) {
        return new Verdict(plan, 0, 0, 0, List.of(), Duration.ZERO, told(failure));
    }

    /** With where it happened. */
    static String told(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    boolean isGood() {
        return complaint == null;
    }

    /** One line. */
    String line() {
        String faults = plan.faults().stream().map(Fault::toString).collect(Collectors.joining(", "));
        String by = ended.isEmpty() ? "" : ", ended by themselves: " + String.join(" ", ended);
        return "seed %d: %s: %d records, %d alerts, %d dead letters%s, %d s: %s"
                .formatted(
                        plan.seed(),
                        faults,
                        records,
                        alerts,
                        deadLetters,
                        by,
                        took.toSeconds(),
                        complaint == null ? "good" : "WRONG: " + complaint);
    }
}
