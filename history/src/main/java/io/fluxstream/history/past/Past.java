package io.fluxstream.history.past;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.replay.Judge;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.replay.Replay;
import io.fluxstream.history.replay.Replayed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How things stood at some instants, worked out again from what had been seen by then.
 *
 * @param rules by which alerts are raised
 * @param clusters the only ones that count; empty for all
 */
public record Past(RuleSet rules, Set<String> clusters) {
    public Past {
        clusters = Set.copyOf(clusters);
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
                cluster -> judge(cluster, last),
                moment -> sketches.forEach(sketch -> sketch.add(moment)),
                progress);
        if (replayed.broken() != null) {
            throw replayed.broken();
        }
        if (replayed.stopped()) {
            throw new HistoryException("interrupted after " + replayed.records() + " records");
        }
        return sketches.stream().map(Sketch::finish).toList();
    }

    private Judge<Moments.Moment> judge(String cluster, Instant last) {
        boolean wanted = clusters.isEmpty() || clusters.contains(cluster);
        return wanted ? new Moments(cluster, rules, last) : event -> null;
    }
}
