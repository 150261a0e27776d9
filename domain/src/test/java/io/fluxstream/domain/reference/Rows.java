package io.fluxstream.domain.reference;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxClusterStatus.KindStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What readers are shown of a picture of the cluster. */
final class Rows {
    private Rows() {}

    static FluxResourceStatus of(ResourceId resource, Life life, Instant lastSeen) {
        Sighting newest = life.newest();
        Condition ready = newest.ready();
        Phase settled = life.settled();
        Phase phase = settled == null ? newest.phase() : settled;
        return new FluxResourceStatus(
                resource,
                ready == null ? null : ready.status(),
                phase,
                newest.phase() == Phase.PROGRESSING,
                newest.reason(),
                newest.message(),
                newest.revision(),
                newest.observed().attemptedRevision(),
                newest.observed().suspended(),
                since(phase, life),
                life.lastPhaseTransition(),
                lastSeen,
                newest.observed().dependsOn(),
                newest.observed().source(),
                newest.observed().labels());
    }

    private static Instant since(Phase phase, Life life) {
        return switch (phase) {
            case FAILED -> since(When.FAILING, life);
            case WAITING -> since(When.WAITING, life);
            case SUSPENDED -> since(When.SUSPENDED, life);
            case PROGRESSING -> since(When.PROGRESSING, life);
            case PENDING -> since(When.PENDING, life);
            case DELETING -> since(When.DELETING, life);
            case READY, STATIC, GONE -> {
                Instant transition = life.lastPhaseTransition();
                yield transition == null ? life.newest().at() : transition;
            }
        };
    }

    private static Instant since(When when, Life life) {
        List<Episode> episodes = Episode.of(when, life.sightings());
        return episodes.get(episodes.size() - 1).since();
    }

    /** The row without the time that alone is no reason to write it again. */
    static boolean sameButForLastSeen(FluxResourceStatus one, @Nullable FluxResourceStatus other) {
        return other != null && withLastSeen(one, Instant.EPOCH).equals(withLastSeen(other, Instant.EPOCH));
    }

    private static FluxResourceStatus withLastSeen(FluxResourceStatus row, Instant lastSeen) {
        return new FluxResourceStatus(
                row.resource(),
                row.ready(),
                row.phase(),
                row.reconciling(),
                row.reason(),
                row.message(),
                row.revision(),
                row.attemptedRevision(),
                row.suspended(),
                row.since(),
                row.lastTransition(),
                lastSeen,
                row.dependsOn(),
                row.source(),
                row.labels());
    }

    static FluxClusterStatus of(World world, Instant clock) {
        Liveness liveness = world.liveness();
        NavigableSet<String> names = new TreeSet<>(world.inventory().kinds());
        names.addAll(liveness.leases().keySet());
        List<KindStatus> kinds = new ArrayList<>();
        for (String kind : names) {
            kinds.add(new KindStatus(
                    kind,
                    liveness.isLive(kind, clock),
                    liveness.leases().get(kind),
                    world.inventory().present(kind).size(),
                    liveness.error(kind)));
        }
        return new FluxClusterStatus(
                world.cluster(), clock, world.session(), kinds.stream().allMatch(KindStatus::live), kinds);
    }
}
