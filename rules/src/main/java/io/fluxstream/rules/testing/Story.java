package io.fluxstream.rules.testing;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.rules.testing.Sightings.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The records of one cluster as a watcher would publish them, heartbeats included. */
final class Story {
    /** When every test starts; an instant like any other, so that ids and times are the same in every run. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final String SESSION = "test";

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final String cluster;
    private final List<String> kinds;
    private final Deque<Sighting> sightings;
    private final Deque<Turn> turns;
    private final Duration end;
    private final Consumer<FluxStatusEvent> records;
    private long version;

    private Story(
            String cluster,
            List<TestedResource> resources,
            List<Turn> turns,
            Duration end,
            Consumer<FluxStatusEvent> records) {
        this.cluster = cluster;
        this.turns = new ArrayDeque<>(turns);
        this.end = end;
        this.records = records;
        TreeSet<String> seen = new TreeSet<>();
        List<Sighting> all = new ArrayList<>();
        for (TestedResource resource : resources) {
            seen.add(resource.id().kind());
            all.addAll(Sightings.of(resource, end));
        }
        // Stable: of one instant, the resource that is written first comes first.
        all.sort(Comparator.comparing(Sighting::at));
        sightings = new ArrayDeque<>(all);
        kinds = seen.isEmpty() ? List.of("Kustomization") : List.copyOf(seen);
    }

    /** Hands on every record until a little after the end, so that whatever is due by then is told. */
    static void tell(RuleTest test, String cluster, Consumer<FluxStatusEvent> records) {
        List<TestedResource> resources = test.resources().stream()
                .filter(resource -> resource.id().cluster().equals(cluster))
                .toList();
        new Story(cluster, resources, test.turns().getOrDefault(cluster, List.of()), test.end(), records).tell();
    }

    private void tell() {
        records.accept(new SessionStarted(cluster, SESSION, START));
        Connection connection = Connection.LIVE;
        for (Duration at = Duration.ZERO; at.compareTo(end.plus(HEARTBEAT)) <= 0; at = at.plus(HEARTBEAT)) {
            while (!turns.isEmpty() && turns.peek().at().compareTo(at) <= 0) {
                Turn turn = turns.remove();
                seeUntil(turn.at());
                // The last moment that is seen, or the first one that is seen again.
                if (connection == Connection.LIVE || turn.connection() == Connection.LIVE) {
                    heartbeat(turn.at(), true);
                }
                connection = turn.connection();
            }
            seeUntil(at);
            if (connection != Connection.SILENT) {
                heartbeat(at, connection == Connection.LIVE);
            }
        }
    }

    private void seeUntil(Duration at) {
        while (!sightings.isEmpty() && sightings.peek().at().compareTo(at) <= 0) {
            records.accept(sightings.remove().event(START, () -> ++version));
        }
    }

    private void heartbeat(Duration at, boolean live) {
        List<KindLiveness> liveness = kinds.stream()
                .map(kind -> live
                        ? new KindLiveness(kind, true, version, null)
                        : new KindLiveness(kind, false, null, "connection refused"))
                .toList();
        records.accept(new Heartbeat(cluster, SESSION, START.plus(at), liveness));
    }
}
