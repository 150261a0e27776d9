package io.fluxstream.it.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Many verdicts as tables in Markdown. */
final class Report {
    private Report() {}

    static String of(List<Verdict> verdicts, Pace pace) {
        long good = verdicts.stream().filter(Verdict::isGood).count();
        StringBuilder text = new StringBuilder();
        text.append(
                "%d rounds (pace %s), %d of them good; %d records, %d alert events, %d dead letters, all with a cause.%n%n"
                        .formatted(
                                verdicts.size(),
                                pace.equals(Pace.LONG) ? "long" : "short",
                                good,
                                verdicts.stream().mapToInt(Verdict::records).sum(),
                                verdicts.stream().mapToInt(Verdict::alerts).sum(),
                                verdicts.stream().mapToInt(Verdict::deadLetters).sum()));
        families(verdicts, text);
        text.append(
                "\n| seed | faults: on whom, when + how long (ms) / how much | records | alert events | dead letters | s | |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Verdict verdict : verdicts) {
            String faults =
                    verdict.plan().faults().stream().map(Fault::toString).collect(Collectors.joining("; "));
            String ended = verdict.ended().isEmpty() ? "" : " (ended: " + String.join(", ", verdict.ended()) + ")";
            text.append("| %d | %s%s | %d | %d | %d | %d | %s |%n"
                    .formatted(
                            verdict.plan().seed(),
                            faults,
                            ended,
                            verdict.records(),
                            verdict.alerts(),
                            verdict.deadLetters(),
                            verdict.took().toSeconds(),
                            verdict.isGood() ? "good" : "**wrong**"));
        }
        return text.toString();
    }

    private static void families(List<Verdict> verdicts, StringBuilder text) {
        Map<Family, Integer> rounds = new EnumMap<>(Family.class);
        Map<Family, Integer> wrong = new EnumMap<>(Family.class);
        for (Verdict verdict : verdicts) {
            verdict.plan().faults().stream().map(Fault::family).distinct().forEach(family -> {
                rounds.merge(family, 1, Integer::sum);
                if (!verdict.isGood()) {
                    wrong.merge(family, 1, Integer::sum);
                }
            });
        }
        text.append("| what goes wrong | rounds | of them wrong |\n|---|---|---|\n");
        rounds.forEach((family, count) ->
                text.append("| %s | %d | %d |%n".formatted(family.words(), count, wrong.getOrDefault(family, 0))));
    }
}
