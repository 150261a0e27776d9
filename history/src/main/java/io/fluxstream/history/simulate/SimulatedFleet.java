package io.fluxstream.history.simulate;

import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** The records of all clusters, merged by time. */
final class SimulatedFleet implements Iterator<FluxStatusEvent> {
    private static final List<String> NAMES = List.of(
            "ottawa",
            "robbinsdale",
            "stpetersburg",
            "lyon",
            "tampere",
            "kobe",
            "cardiff",
            "aarhus",
            "bergen",
            "graz",
            "leuven",
            "porto",
            "quito",
            "tartu",
            "uppsala",
            "zadar");

    /** A cluster and what comes next of it. */
    private record Waiting(int position, SimulatedCluster cluster, FluxStatusEvent next) {}

    private final PriorityQueue<Waiting> clusters = new PriorityQueue<>(
            Comparator.comparing((Waiting waiting) -> waiting.next().observedAt())
                    .thenComparing(Waiting::position));

    SimulatedFleet(Simulation simulation) {
        for (int i = 0; i < simulation.clusters(); i++) {
            String name = i < NAMES.size() ? NAMES.get(i) : NAMES.get(i % NAMES.size()) + '-' + i / NAMES.size();
            add(i, new SimulatedCluster(name, simulation, Chance.of(simulation.seed(), i)));
        }
    }

    private void add(int position, SimulatedCluster cluster) {
        FluxStatusEvent next = cluster.next();
        if (next != null) {
            clusters.add(new Waiting(position, cluster, next));
        }
    }

    @Override
    public boolean hasNext() {
        return !clusters.isEmpty();
    }

    @Override
    public FluxStatusEvent next() {
        Waiting first = clusters.poll();
        if (first == null) {
            throw new NoSuchElementException("the simulated history is over");
        }
        add(first.position, first.cluster);
        return first.next;
    }
}
