package io.fluxstream.history.simulate;

/** Sources: silent while nothing is new or wrong, which may be for hours. */
final class SourceController {
    /** Real ones have 40 or 64, which tells no more and makes the records longer. */
    private static final int SHORT_HASH = 12;

    private final Controllers controllers;

    SourceController(Controllers controllers) {
        this.controllers = controllers;
    }

    void reconcile(SimulatedResource resource) {
        Fault fault = controllers.outcome(resource);
        if (fault != null) {
            controllers.fails(resource, "reconciliation in progress", fault.reason(), controllers.message(fault));
            controllers.planAgain(resource, true);
        } else if (!resource.isReady() && !resource.neverReady) {
            store(resource, resource.artifact == null ? firstRevision(resource) : resource.artifact);
        }
    }

    /** Fetches what is new; whoever refers to the source follows. */
    void build(SimulatedResource resource, String revision) {
        resource.plan++;
        String building = "building artifact: new upstream revision '" + revision + "'";
        resource.isReconciling("Progressing", building, controllers.agenda.now());
        resource.says("Unknown", "Progressing", building, controllers.agenda.now());
        controllers.watcher.wrote(resource);
        controllers.then(
                resource, resource.plan, controllers.chance.between(10, 2_000), () -> store(resource, revision));
    }

    private void store(SimulatedResource resource, String revision) {
        resource.artifact = revision;
        resource.reconciling = null;
        resource.observedGeneration = resource.generation;
        resource.says("True", "Succeeded", "stored artifact for revision '" + revision + "'", controllers.agenda.now());
        controllers.watcher.wrote(resource);
        for (SimulatedResource referrer : controllers.referrers(resource)) {
            controllers.plan(referrer, controllers.chance.between(5, 2_000));
        }
    }

    private String firstRevision(SimulatedResource resource) {
        return revision(resource, controllers.chance);
    }

    /** A revision as sources of that kind name it. */
    static String revision(SimulatedResource resource, Chance chance) {
        return switch (resource.id.kind()) {
            case "GitRepository" -> "main@sha1:" + chance.hex(SHORT_HASH);
            case "HelmChart" -> "1." + chance.below(40) + '.' + chance.below(10);
            default -> "sha256:" + chance.hex(SHORT_HASH);
        };
    }
}
