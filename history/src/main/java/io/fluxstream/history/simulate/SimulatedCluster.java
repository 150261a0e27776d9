package io.fluxstream.history.simulate;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.FluxStatusEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One cluster, from its watcher's first look on. */
final class SimulatedCluster {
    private static final Duration BETWEEN_SNAPSHOTS = Duration.ofHours(6);

    private final Agenda agenda;
    private final SimulatedWatcher watcher;
    private final Simulation simulation;

    SimulatedCluster(String name, Simulation simulation, Chance chance) {
        this.simulation = simulation;
        long start = simulation.start().toEpochMilli();
        agenda = new Agenda(start, start + simulation.length().toMillis());
        Map<Reference, SimulatedResource> resources = Inventory.of(name, simulation.resources(), chance);
        watcher = new SimulatedWatcher(name, agenda, chance, resources.values());
        Controllers controllers = new Controllers(resources, agenda, watcher, chance, simulation.profile());
        begin(List.copyOf(resources.values()), controllers, chance);
        new Incidents(List.copyOf(resources.values()), controllers).begin();
    }

    /** Everything is well when the watcher looks first; it looks at each kind again from time to time. */
    private void begin(List<SimulatedResource> resources, Controllers controllers, Chance chance) {
        for (SimulatedResource resource : resources) {
            wellFromTheStart(resource, controllers, chance);
        }
        agenda.in(0, watcher::startSession);
        agenda.in(simulation.heartbeat().toMillis(), this::heartbeat);
        long apart = BETWEEN_SNAPSHOTS.toMillis() / watcher.kinds().size();
        long first = BETWEEN_SNAPSHOTS.toMillis();
        for (String kind : watcher.kinds().keySet()) {
            agenda.in(first, () -> snapshot(kind));
            first += apart;
        }
    }

    private static void wellFromTheStart(SimulatedResource resource, Controllers controllers, Chance chance) {
        long now = controllers.agenda.now();
        SimulatedResource source = controllers.find(resource.source);
        String revision = source == null || source.artifact == null
                ? SourceController.revision(resource, chance)
                : source.artifact;
        boolean isSource = !resource.id.kind().equals("Kustomization")
                && !resource.id.kind().equals("HelmRelease");
        if (isSource) {
            resource.artifact =
                    resource.id.kind().equals("HelmChart") ? SourceController.revision(resource, chance) : revision;
        } else {
            resource.applied = revision;
            resource.attempted = revision;
            controllers.plan(
                    resource,
                    chance.between(1_000, controllers.profile.interval().toMillis()));
        }
        resource.observedGeneration = resource.generation;
        if (!resource.neverReady) {
            resource.says(
                    "True", isSource ? "Succeeded" : "ReconciliationSucceeded", "Applied revision: " + revision, now);
        }
        controllers.watcher.holds(resource);
    }

    private void heartbeat() {
        watcher.heartbeat();
        agenda.in(simulation.heartbeat().toMillis(), this::heartbeat);
    }

    private void snapshot(String kind) {
        watcher.snapshot(kind);
        agenda.in(BETWEEN_SNAPSHOTS.toMillis(), () -> snapshot(kind));
    }

    /** The next record, or null once the time is over. */
    @Nullable FluxStatusEvent next() {
        FluxStatusEvent next = watcher.poll();
        while (next == null && agenda.advance()) {
            next = watcher.poll();
        }
        return next;
    }
}
