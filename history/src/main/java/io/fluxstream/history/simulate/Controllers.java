package io.fluxstream.history.simulate;

import io.fluxstream.domain.resource.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flux's controllers in a simulated cluster: when they look at a resource, and whether what they try fails. */
final class Controllers {
    private static final List<String> SOURCES = List.of("GitRepository", "HelmRepository", "HelmChart");

    final Agenda agenda;
    final SimulatedWatcher watcher;
    final Chance chance;
    final Profile profile;

    private final Map<Reference, SimulatedResource> resources;
    private final KustomizeController kustomize = new KustomizeController(this);
    private final HelmController helm = new HelmController(this);
    private final SourceController source = new SourceController(this);

    Controllers(
            Map<Reference, SimulatedResource> resources,
            Agenda agenda,
            SimulatedWatcher watcher,
            Chance chance,
            Profile profile) {
        this.resources = resources;
        this.agenda = agenda;
        this.watcher = watcher;
        this.chance = chance;
        this.profile = profile;
    }

    /** Reconciles after that many milliseconds, whatever was planned before. */
    void plan(SimulatedResource resource, long in) {
        resource.plan++;
        then(resource, resource.plan, in, () -> reconcile(resource, resource.plan));
    }

    /** The next step of a plan, unless something else has come between. */
    void then(SimulatedResource resource, int plan, long in, Runnable step) {
        agenda.in(in, () -> {
            if (resource.plan == plan && resource.isActive()) {
                step.run();
            }
        });
    }

    /** At the next interval, or sooner after a failure. */
    void planAgain(SimulatedResource resource, boolean failed) {
        long interval = (failed ? profile.retry() : profile.interval()).toMillis();
        plan(resource, chance.between(interval * 95 / 100, interval * 105 / 100));
    }

    private void reconcile(SimulatedResource resource, int plan) {
        switch (resource.id.kind()) {
            case "Kustomization" -> kustomize.reconcile(resource, plan);
            case "HelmRelease" -> helm.reconcile(resource, plan);
            default -> source.reconcile(resource);
        }
    }

    /** A new revision lies at the origin of a source. */
    void publish(SimulatedResource resource, String revision) {
        if (resource.isActive() && lastingFault(resource) == null) {
            source.build(resource, revision);
        }
    }

    /** Ready is False because something else is not; looked at again before long. */
    void waits(SimulatedResource resource, String reason, String message) {
        boolean same = resource.ready != null
                && resource.ready.reason().equals(reason)
                && resource.ready.message().equals(message);
        if (!same) {
            resource.reconciling = null;
            resource.says("False", reason, message, agenda.now());
            watcher.wrote(resource);
        }
        plan(resource, chance.between(30_000, 30_500));
    }

    void fails(SimulatedResource resource, String doing, String reason, String message) {
        resource.isReconciling("ProgressingWithRetry", doing, agenda.now());
        resource.says("False", reason, message, agenda.now());
        watcher.wrote(resource);
    }

    /** What an attempt comes to: null for success. To be asked once for each attempt. */
    @Nullable Fault outcome(SimulatedResource resource) {
        Fault fault = lastingFault(resource);
        if (fault == null && !resource.failedLast && relapses(resource)) {
            fault = new Fault(
                    "HealthCheckFailed",
                    "health check failed after 30.%ss: timeout waiting for: [Deployment/apps/" + resource.id.name()
                            + " status: 'InProgress']",
                    false,
                    0);
        }
        resource.failedLast = fault != null;
        return fault;
    }

    /** Whether there may be something to say even if nothing is new. */
    boolean isRestless(SimulatedResource resource) {
        return resource.failedLast || lastingFault(resource) != null || flaps(resource) || profile.relapse() > 0;
    }

    @Nullable Fault lastingFault(SimulatedResource resource) {
        if (resource.fault != null && !resource.fault.holds(agenda.now())) {
            resource.fault = null;
        }
        return resource.fault;
    }

    private boolean relapses(SimulatedResource resource) {
        return !SOURCES.contains(resource.id.kind()) && (flaps(resource) || chance.happens(profile.relapse()));
    }

    private boolean flaps(SimulatedResource resource) {
        return agenda.now() < resource.flapsUntil;
    }

    /** The message with another word in place of its gap. */
    String message(Fault fault) {
        return fault.message().replace("%s", chance.hex(10));
    }

    @Nullable SimulatedResource find(@Nullable Reference reference) {
        SimulatedResource found = reference == null ? null : resources.get(reference);
        return found != null && found.exists ? found : null;
    }

    List<SimulatedResource> referrers(SimulatedResource source) {
        List<SimulatedResource> referrers = new ArrayList<>();
        for (SimulatedResource resource : resources.values()) {
            if (source.id.reference().equals(resource.source)) {
                referrers.add(resource);
            }
        }
        return referrers;
    }
}
