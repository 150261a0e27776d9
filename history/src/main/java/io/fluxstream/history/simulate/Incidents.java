package io.fluxstream.history.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happens to a cluster from outside: pushes, faults, outages, flapping, suspensions, deletions, restarts. */
final class Incidents {
    private static final double BAD_PUSHES = 0.15;
    private static final double OUTAGES_A_DAY = 0.4;
    private static final double SUSPENSIONS_A_DAY = 0.5;
    private static final double DELETIONS_A_DAY = 0.5;
    private static final double RESTARTS_A_DAY = 0.3;
    private static final double BLINDNESSES_A_DAY = 0.3;
    private static final double RECREATED = 0.6;
    private static final double STUCK = 0.1;
    private static final List<String> LASTING =
            List.of("BuildFailed", "ReconciliationFailed", "HealthCheckFailed", "PruneFailed");

    private final List<SimulatedResource> all;
    private final List<SimulatedResource> workloads;
    private final Controllers controllers;
    private final Chance chance;
    private final Agenda agenda;

    Incidents(List<SimulatedResource> all, Controllers controllers) {
        this.all = all;
        this.controllers = controllers;
        chance = controllers.chance;
        agenda = controllers.agenda;
        workloads = all.stream()
                .filter(resource -> resource.id.kind().equals("Kustomization")
                        || resource.id.kind().equals("HelmRelease"))
                .toList();
    }

    void begin() {
        Profile profile = controllers.profile;
        for (SimulatedResource source : all) {
            switch (source.id.kind()) {
                case "GitRepository" -> often(profile.pushesADay(), () -> push(source));
                case "HelmChart" -> often(profile.pushesADay() / 12, () -> push(source));
                default -> {
                    // Follows its source, or never changes.
                }
            }
        }
        often(profile.faultsADay() * workloads.size() / 100, this::breaks);
        often(profile.flappingADay(), this::flaps);
        often(OUTAGES_A_DAY, this::outage);
        often(SUSPENSIONS_A_DAY, this::suspension);
        often(DELETIONS_A_DAY, this::deletion);
        often(RESTARTS_A_DAY, this::restart);
        often(BLINDNESSES_A_DAY, this::blindness);
    }

    private void often(double timesADay, Runnable incident) {
        agenda.in(chance.untilNext(timesADay), () -> {
            incident.run();
            often(timesADay, incident);
        });
    }

    /** A push mends what only a push mends, and sometimes breaks something. */
    private void push(SimulatedResource source) {
        List<SimulatedResource> referrers = controllers.referrers(source);
        for (SimulatedResource resource : referrers) {
            if (resource.fault != null && resource.fault.untilPush()) {
                resource.fault = null;
            }
        }
        if (!referrers.isEmpty() && chance.happens(BAD_PUSHES)) {
            SimulatedResource victim = chance.oneOf(referrers);
            victim.fault = lasting(victim);
        }
        controllers.publish(source, SourceController.revision(source, chance));
    }

    private Fault lasting(SimulatedResource resource) {
        String reason = chance.oneOf(LASTING);
        return new Fault(
                reason,
                "Deployment/apps/" + resource.id.name()
                        + " dry-run failed (Invalid): Deployment.apps \"" + resource.id.name()
                        + "\" is invalid: spec.replicas: Invalid value: -1 (attempt %s)",
                true,
                0);
    }

    /** Something breaks that mends itself: mostly soon, sometimes after hours. */
    private void breaks() {
        SimulatedResource victim = chance.oneOf(workloads);
        long lasts = chance.scaled(Duration.ofSeconds(20), Duration.ofHours(3));
        victim.fault = new Fault(
                "HealthCheckFailed",
                "health check failed after 30.%ss: failed early due to stalled resources: [Deployment/apps/"
                        + victim.id.name() + " status: 'Failed']",
                false,
                agenda.now() + lasts);
        controllers.plan(victim, chance.between(0, 5_000));
    }

    private void flaps() {
        chance.oneOf(workloads).flapsUntil = agenda.now() + chance.between(Duration.ofMinutes(30), Duration.ofHours(3));
    }

    /** The origin of a source cannot be reached; what was built before goes on. */
    private void outage() {
        SimulatedResource source = chance.oneOf(all);
        if (source.neverReady || workloads.contains(source)) {
            return;
        }
        boolean git = source.id.kind().equals("GitRepository");
        source.fault = new Fault(
                git ? "GitOperationFailed" : "ChartPullError",
                git
                        ? "failed to checkout and determine revision: unable to clone: dial tcp 10.0.0.7:443: i/o timeout"
                        : "chart pull error: failed to download chart for remote reference: i/o timeout",
                false,
                agenda.now() + chance.scaled(Duration.ofMinutes(1), Duration.ofMinutes(40)));
        controllers.plan(source, chance.between(0, 60_000));
    }

    private void suspension() {
        SimulatedResource resource = chance.oneOf(workloads);
        if (!resource.isActive()) {
            return;
        }
        resource.suspended = true;
        resource.generation++;
        controllers.watcher.wrote(resource);
        agenda.in(chance.scaled(Duration.ofMinutes(10), Duration.ofHours(12)), () -> resume(resource));
    }

    private void resume(SimulatedResource resource) {
        if (resource.exists && resource.suspended) {
            resource.suspended = false;
            resource.generation++;
            controllers.watcher.wrote(resource);
            controllers.plan(resource, chance.between(5, 100));
        }
    }

    private void deletion() {
        SimulatedResource resource = chance.oneOf(workloads);
        if (!resource.exists || resource.deletionTimestamp != null) {
            return;
        }
        resource.deletionTimestamp = Instant.ofEpochSecond(agenda.now() / 1_000);
        resource.generation++;
        controllers.watcher.wrote(resource);
        long finalizing = chance.happens(STUCK)
                ? chance.between(Duration.ofMinutes(20), Duration.ofHours(5))
                : chance.between(Duration.ofSeconds(1), Duration.ofSeconds(20));
        agenda.in(finalizing, () -> {
            controllers.watcher.deleted(resource);
            if (chance.happens(RECREATED)) {
                agenda.in(chance.between(Duration.ofMinutes(1), Duration.ofHours(1)), () -> recreate(resource));
            }
        });
    }

    private void recreate(SimulatedResource resource) {
        resource.startAfresh(chance.uid());
        controllers.watcher.wrote(resource);
        controllers.plan(resource, chance.between(5, 1_000));
    }

    private void restart() {
        if (!controllers.watcher.isBlind()) {
            controllers.watcher.startSession();
        }
    }

    private void blindness() {
        controllers.watcher.goBlind("connection refused");
        agenda.in(chance.scaled(Duration.ofSeconds(30), Duration.ofMinutes(40)), controllers.watcher::seeAgain);
    }
}
