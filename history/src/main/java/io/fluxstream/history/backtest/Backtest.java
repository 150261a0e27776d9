package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.History;
import io.fluxstream.history.replay.Judge;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.replay.Replay;
import io.fluxstream.history.replay.Replayed;
import io.fluxstream.history.replay.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rules are tried, and on what part of a history. What it takes does not grow with the history, only with the resources in it.
 *
 * @param other the rules they are compared with; null for none
 * @param clusters the only ones that count; empty for all
 */
public record Backtest(RuleSet rules, @Nullable RuleSet other, Range range, Set<String> clusters) {
    public Backtest {
        clusters = Set.copyOf(clusters);
    }

    /** Judges the history. */
    public BacktestResult run(History history, BacktestListener listener, Progress progress) {
        Findings findings = new Findings(listener);
        Replayed replayed = Replay.run(history, cluster -> judge(history, cluster), findings::add, progress);
        return findings.result(replayed, history);
    }

    private Judge<Verdicts> judge(History history, String cluster) {
        return isWanted(cluster)
                ? new Trial(cluster, history.start(cluster).orElse(null), rules, other, range)
                : event -> null;
    }

    private boolean isWanted(String cluster) {
        return clusters.isEmpty() || clusters.contains(cluster);
    }

    /** What comes together while the history is judged. */
    private final class Findings {
        private final BacktestListener listener;
        private final Tally own = new Tally(rules, range);
        private final Tally others = new Tally(other == null ? new RuleSet(List.of()) : other, range);
        private final Comparison comparison;
        private final Healing healing = new Healing(range);

        Findings(BacktestListener listener) {
            this.listener = listener;
            comparison = new Comparison(range, listener::difference);
        }

        void add(Verdicts verdicts) {
            Verdicts.Start start = verdicts.start();
            if (start != null) {
                start.resources().forEach(resource -> listener.stood(resource, start.at()));
            }
            for (FluxAlert alert : verdicts.alerts()) {
                own.add(alert);
                if (range.contains(alert.at())) {
                    listener.alert(alert);
                }
            }
            for (FluxAlert alert : verdicts.otherAlerts()) {
                others.add(alert);
                if (range.contains(alert.at())) {
                    listener.otherAlert(alert);
                }
            }
            if (other != null) {
                comparison.add(verdicts.alerts(), verdicts.otherAlerts());
            }
            verdicts.transitions().forEach(healing::add);
            verdicts.transitions().forEach(listener::transition);
        }

        BacktestResult result(Replayed replayed, History history) {
            comparison.finish();
            healing.finish();
            List<Stretch> read = replayed.clusters().stream()
                    .filter(stretch -> isWanted(stretch.cluster()))
                    .toList();
            return new BacktestResult(
                    replayed,
                    List.copyOf(own.rules()),
                    List.copyOf(others.rules()),
                    other == null ? null : comparison,
                    healing,
                    covered(read),
                    remarks(read, history));
        }
    }

    private List<String> remarks(List<Stretch> read, History history) {
        List<String> remarks = new ArrayList<>(history.remarks());
        for (String cluster : clusters.stream().sorted().toList()) {
            if (read.stream().noneMatch(stretch -> stretch.cluster().equals(cluster))) {
                remarks.add(history.name() + " holds nothing of cluster " + cluster);
            }
        }
        if (read.isEmpty()) {
            remarks.add("there is nothing to judge in " + history.name());
        } else if (covered(read).isZero() && !range.equals(Range.ALL)) {
            remarks.add("there is no record in the time asked about: " + history.name() + " goes from " + earliest(read)
                    + " to " + latest(read));
        } else if (range.since() != null && earliest(read).isAfter(range.since())) {
            remarks.add("the history begins only at " + earliest(read) + ": what was before is not known");
        }
        return remarks;
    }

    private static Instant earliest(List<Stretch> read) {
        return read.stream().map(Stretch::first).min(Instant::compareTo).orElseThrow();
    }

    private static Instant latest(List<Stretch> read) {
        return read.stream().map(Stretch::last).max(Instant::compareTo).orElseThrow();
    }

    private Duration covered(List<Stretch> read) {
        if (read.isEmpty()) {
            return Duration.ZERO;
        }
        Instant from = earliest(read);
        Instant to = latest(read);
        if (range.since() != null && range.since().isAfter(from)) {
            from = range.since();
        }
        if (range.until() != null && range.until().isBefore(to)) {
            to = range.until();
        }
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }
}
