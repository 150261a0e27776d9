package io.fluxstream.history.past;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.replay.Judge;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.replay.Replay;
import io.fluxstream.history.replay.Replayed;
import io.fluxstream.history.rerun.RuleChanges;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How things stood at some instants, worked out again from what had been seen by then.
 *
 * @param changes by which rules alerts were raised
 * @param otherwise the rules for clusters of which nothing says so
 * @param before what was raised before clusters' starts
 * @param clusters the only ones that count; empty for all
 */
public record Past(RuleChanges changes, RuleSet otherwise, RaisedBefore before, Set<String> clusters) {
    public Past {
        clusters = Set.copyOf(clusters);
    }

    /** A past in which the same rules were in force all the time. */
    public static Past under(RuleSet rules, Set<String> clusters) {
        return new Past(RuleChanges.never(rules), rules, RaisedBefore.NOTHING, clusters);
    }

    /**
     * The standing at each of the instants.
     *
     * @throws HistoryException if the history cannot be read to its end, or somebody ended it: half a past would mislead
     */
    public List<Standing> at(History history, List<Instant> instants, Progress progress) throws HistoryException {
        Instant last = instants.stream().max(Comparator.naturalOrder()).orElseThrow();
        List<Sketch> sketches = instants.stream().map(Sketch::new).toList();
        Replayed replayed = Replay.run(
                history,
                cluster -> judge(history, cluster, last),
                moments -> moments.forEach(moment -> sketches.forEach(sketch -> sketch.add(moment))),
                progress);
        if (replayed.broken() != null) {
            throw replayed.broken();
        }
        if (replayed.stopped()) {
            throw new HistoryException("interrupted after " + replayed.records() + " records");
        }
        return sketches.stream().map(Sketch::finish).toList();
    }

    private Judge<List<Moments.Moment>> judge(History history, String cluster, Instant last) {
        boolean wanted = clusters.isEmpty() || clusters.contains(cluster);
        return wanted ? new Moments(cluster, this, history.start(cluster).orElse(null), last) : event -> null;
    }
}
