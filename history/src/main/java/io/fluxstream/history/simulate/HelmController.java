package io.fluxstream.history.simulate;

/** HelmReleases: quiet while nothing is new, an upgrade when their chart is, a rollback after some that failed. */
final class HelmController {
    private static final double ROLLED_BACK = 0.3;

    private final Controllers controllers;

    HelmController(Controllers controllers) {
        this.controllers = controllers;
    }

    void reconcile(SimulatedResource resource, int plan) {
        SimulatedResource chart = controllers.find(resource.source);
        if (chart == null || !chart.isReady() || chart.artifact == null) {
            controllers.waits(
                    resource,
                    "SourceNotReady",
                    "HelmChart '" + resource.source
                            + "' is not ready: latest generation of object has not been reconciled");
            return;
        }
        String version = chart.artifact;
        resource.isReconciling("Progressing", "Fulfilling prerequisites", controllers.agenda.now());
        controllers.watcher.wrote(resource);
        boolean upgrade = !version.equals(resource.applied) || controllers.isRestless(resource);
        controllers.then(resource, plan, controllers.chance.between(5, 20), () -> {
            if (upgrade) {
                upgrade(resource, plan, version);
            } else {
                resource.reconciling = null;
                controllers.watcher.wrote(resource);
                controllers.planAgain(resource, false);
            }
        });
    }

    private void upgrade(SimulatedResource resource, int plan, String version) {
        String running = "Running 'upgrade' action with timeout of 5m0s";
        resource.isReconciling("Progressing", running, controllers.agenda.now());
        resource.says("Unknown", "Progressing", running, controllers.agenda.now());
        resource.attempted = version;
        controllers.watcher.wrote(resource);
        controllers.then(resource, plan, controllers.chance.between(100, 20_000), () -> finish(resource, version));
    }

    private void finish(SimulatedResource resource, String version) {
        Fault fault = controllers.outcome(resource);
        if (fault == null) {
            succeed(resource, version);
        } else {
            fail(resource, fault);
        }
        controllers.planAgain(resource, fault != null);
    }

    private void succeed(SimulatedResource resource, String version) {
        String message = "Helm upgrade succeeded for release " + release(resource) + " with chart " + resource.id.name()
                + '@' + version;
        long now = controllers.agenda.now();
        resource.reconciling = null;
        resource.applied = version;
        resource.observedGeneration = resource.generation;
        resource.says("True", "UpgradeSucceeded", message, now);
        resource.alsoSays("Released", "True", "UpgradeSucceeded", message, now);
        controllers.watcher.wrote(resource);
    }

    private void fail(SimulatedResource resource, Fault fault) {
        String message = "Helm upgrade failed for release " + release(resource) + ": " + controllers.message(fault);
        resource.alsoSays("Released", "False", "UpgradeFailed", message, controllers.agenda.now());
        if (controllers.chance.happens(ROLLED_BACK)) {
            controllers.fails(
                    resource,
                    "Fulfilling prerequisites",
                    "RollbackSucceeded",
                    "Helm rollback to previous release " + release(resource) + ".v1 succeeded");
        } else {
            controllers.fails(resource, "Fulfilling prerequisites", "UpgradeFailed", message);
        }
    }

    private static String release(SimulatedResource resource) {
        return resource.id.namespace() + '/' + resource.id.name();
    }
}
