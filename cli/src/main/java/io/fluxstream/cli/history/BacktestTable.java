package io.fluxstream.cli.history;

import io.fluxstream.cli.ask.Table;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.history.backtest.BacktestResult;
import io.fluxstream.history.backtest.Comparison;
import io.fluxstream.history.backtest.Difference;
import io.fluxstream.history.backtest.Healing;
import io.fluxstream.history.backtest.Lengths;
import io.fluxstream.history.backtest.RuleTally;
import io.fluxstream.history.replay.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a backtest found, as tables. */
final class BacktestTable {
    private static final int FLAPPERS = 5;
    private static final int EXAMPLES = 20;

    private BacktestTable() {}

    static List<String> of(BacktestResult result, boolean suggest) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(result));
        lines.add("");
        lines.addAll(rules(result));
        flappers(result, lines);
        Comparison comparison = result.comparison();
        if (comparison != null) {
            lines.add("");
            lines.addAll(differences(comparison));
        }
        if (suggest) {
            lines.add("");
            lines.addAll(suggestions(result.healing()));
        }
        return lines;
    }

    private static String summary(BacktestResult result) {
        List<Stretch> clusters = result.replayed().clusters();
        String records = String.format(
                Locale.ROOT,
                "%,d records of %d %s",
                result.replayed().records(),
                clusters.size(),
                clusters.size() == 1 ? "cluster" : "clusters");
        if (clusters.isEmpty()) {
            return records;
        }
        Instant first = clusters.stream()
                .map(Stretch::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = clusters.stream()
                .map(Stretch::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String leftOut =
                result.replayed().leftOut() == 0 ? "" : ", " + result.replayed().leftOut() + " more do not count";
        return records + leftOut + ", from " + time(first) + " to " + time(last) + "; " + result.alerts()
                + " alerts in " + Spans.of(result.covered());
    }

    private static List<String> rules(BacktestResult result) {
        Table table = new Table(
                "RULE", "ALERTS", "PER-DAY", "ACTIVE", "RECOVERED", "ENDED", "RECOVERED-IN", "P90", "DELAY", "P90");
        for (RuleTally rule : result.rules()) {
            long recovered = rule.resolved(Resolution.RECOVERED);
            table.row(
                    rule.rule(),
                    Long.toString(rule.alerts()),
                    String.format(Locale.ROOT, "%.1f", result.perDay(rule.alerts())),
                    Long.toString(rule.active()),
                    Long.toString(recovered),
                    Long.toString(rule.alerts() - rule.active() - recovered),
                    share(rule.untilRecovery(), 0.5),
                    share(rule.untilRecovery(), 0.9),
                    share(rule.delays(), 0.5),
                    share(rule.delays(), 0.9));
        }
        return table.lines(true);
    }

    private static String share(Lengths lengths, double share) {
        return Spans.of(lengths.quantile(share));
    }

    private static void flappers(BacktestResult result, List<String> lines) {
        Table table = new Table("WORST FLAPPERS", "ALERTS", "RESOURCE");
        boolean any = false;
        for (RuleTally rule : result.rules()) {
            for (RuleTally.Flapper flapper : rule.worstFlappers(FLAPPERS)) {
                table.row(
                        rule.rule(),
                        Long.toString(flapper.alerts()),
                        flapper.resource().toString());
                any = true;
            }
        }
        if (any) {
            lines.add("");
            lines.addAll(table.lines(true));
        }
    }

    private static List<String> differences(Comparison comparison) {
        Table table = new Table("RULE", "NEW", "GONE", "EARLIER", "LATER", "SAME");
        comparison
                .byRule()
                .forEach((rule, counts) -> table.row(
                        rule,
                        Long.toString(counts.of(Difference.Kind.NEW)),
                        Long.toString(counts.of(Difference.Kind.GONE)),
                        Long.toString(counts.of(Difference.Kind.EARLIER)),
                        Long.toString(counts.of(Difference.Kind.LATER)),
                        Long.toString(counts.same())));
        List<String> lines = new ArrayList<>(table.lines(true));
        if (!comparison.examples().isEmpty()) {
            lines.add("");
            lines.addAll(examples(comparison));
        }
        return lines;
    }

    private static List<String> examples(Comparison comparison) {
        Table table = new Table("DIFFERENCE", "RULE", "RESOURCE", "SINCE", "FIRED", "FIRED UNDER THE OTHER");
        comparison.examples().stream()
                .limit(EXAMPLES)
                .forEach(difference -> table.row(
                        difference.kind().name().toLowerCase(Locale.ROOT),
                        difference.rule(),
                        difference.resource().toString(),
                        time(difference.since()),
                        time(difference.firedAt()),
                        time(difference.otherFiredAt())));
        List<String> lines = new ArrayList<>(table.lines(true));
        long all = 0;
        for (Difference.Kind kind : Difference.Kind.values()) {
            all += comparison.of(kind);
        }
        if (all > EXAMPLES) {
            lines.add("... and " + (all - EXAMPLES) + " more: -o json shows all");
        }
        return lines;
    }

    /** What waiting would have spared, and what it would have cost. */
    private static List<String> suggestions(Healing healing) {
        Table table = new Table(
                "KIND",
                "FAILURES",
                "HEALED",
                "MEDIAN",
                "P95",
                "LONGEST",
                "SUGGESTED FOR",
                "KEPT QUIET",
                "MISSED",
                "STILL FAILING");
        healing.byKind().forEach((kind, failures) -> {
            Duration suggested = failures.suggestedFor();
            table.row(
                    kind,
                    Long.toString(failures.failures()),
                    Long.toString(failures.healed().count()),
                    share(failures.healed(), 0.5),
                    share(failures.healed(), Healing.KEPT_QUIET),
                    share(failures.healed(), 1),
                    Spans.of(suggested),
                    suggested == null
                            ? "-"
                            : failures.healed().atMost(suggested) + " of "
                                    + failures.healed().count(),
                    suggested == null
                            ? "-"
                            : failures.mended().atMost(suggested) + " of "
                                    + failures.mended().count(),
                    Long.toString(failures.unended()));
        });
        List<String> lines = new ArrayList<>(table.lines(true));
        lines.add(
                "HEALED: ready again with the revision that had failed. With the suggested for, nearly all of those raise");
        lines.add(
                "nothing; what does raise something does so that much later; MISSED are failures that somebody ended sooner.");
        return lines;
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
