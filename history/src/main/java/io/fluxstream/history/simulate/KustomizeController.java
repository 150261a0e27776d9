package io.fluxstream.history.simulate;

import io.fluxstream.domain.resource.Reference;
import org.jspecify.annotations.Nullable;

/** Kustomizations: four writes for each reconcile, a fifth when the revision is new, waiting for dependencies. */
final class KustomizeController {
    private final Controllers controllers;

    KustomizeController(Controllers controllers) {
        this.controllers = controllers;
    }

    void reconcile(SimulatedResource resource, int plan) {
        SimulatedResource source = controllers.find(resource.source);
        if (source == null || source.artifact == null) {
            controllers.waits(resource, "ArtifactFailed", "Source artifact not found, retrying in 30s");
            return;
        }
        String blocked = blockedBy(resource);
        if (blocked != null) {
            controllers.waits(resource, "DependencyNotReady", blocked);
            return;
        }
        apply(resource, plan, source.artifact);
    }

    private @Nullable String blockedBy(SimulatedResource resource) {
        for (Reference dependency : resource.dependsOn) {
            String name = "dependency '" + dependency.namespace() + '/' + dependency.name() + "' ";
            SimulatedResource other = controllers.find(dependency);
            if (other == null || !other.isReady()) {
                return name + "is not ready";
            }
            SimulatedResource source = controllers.find(other.source);
            if (source != null && source.artifact != null && !source.artifact.equals(other.applied)) {
                return name + "revision is not up to date";
            }
        }
        return null;
    }

    private void apply(SimulatedResource resource, int plan, String revision) {
        Chance chance = controllers.chance;
        progress(resource, "Fetching manifests for revision " + revision);
        controllers.then(resource, plan, chance.between(8, 20), () -> {
            progress(resource, "Building manifests for revision " + revision);
            controllers.then(resource, plan, chance.between(5, 20), () -> {
                resource.attempted = revision;
                progress(resource, "Detecting drift for revision " + revision);
                controllers.then(resource, plan, chance.between(20, 3_000), () -> finish(resource, plan, revision));
            });
        });
    }

    private void progress(SimulatedResource resource, String message) {
        // Real ones say so in a second condition; that would only make the records longer.
        resource.reconciling = null;
        resource.says("Unknown", "Progressing", message, controllers.agenda.now());
        controllers.watcher.wrote(resource);
    }

    private void finish(SimulatedResource resource, int plan, String revision) {
        Fault fault = controllers.outcome(resource);
        if (fault != null) {
            String doing = "Detecting drift for revision " + revision;
            controllers.fails(resource, doing, fault.reason(), controllers.message(fault));
            controllers.planAgain(resource, true);
            return;
        }
        resource.reconciling = null;
        resource.says("True", "ReconciliationSucceeded", "Applied revision: " + revision, controllers.agenda.now());
        controllers.watcher.wrote(resource);
        // The rest of the status follows in a write of its own: until then it carries the revision before.
        controllers.then(resource, plan, controllers.chance.between(4, 30), () -> {
            boolean news = !revision.equals(resource.applied);
            resource.applied = revision;
            resource.observedGeneration = resource.generation;
            if (news) {
                controllers.watcher.wrote(resource);
            }
            controllers.planAgain(resource, false);
        });
    }
}
