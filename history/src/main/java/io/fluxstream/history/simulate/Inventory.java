package io.fluxstream.history.simulate;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a simulated cluster holds: sources, a base that everything depends on, apps, and releases with their charts. */
final class Inventory {
    private static final String FLUX = "flux-system";
    private static final String SOURCE_API = "source.toolkit.fluxcd.io/v1";
    private static final double LABELLED = 0.3;
    private static final int APPS_PER_REPOSITORY = 40;
    private static final List<String> TEAMS = List.of("apps", "data", "edge", "platform", "web");

    private final String cluster;
    private final Chance chance;
    private final Map<Reference, SimulatedResource> all = new LinkedHashMap<>();

    private Inventory(String cluster, Chance chance) {
        this.cluster = cluster;
        this.chance = chance;
    }

    /** About as many resources as asked for, in the proportions of real fleets. */
    static Map<Reference, SimulatedResource> of(String cluster, int resources, Chance chance) {
        Inventory inventory = new Inventory(cluster, chance);
        inventory.fill(resources);
        return inventory.all;
    }

    private void fill(int resources) {
        int repositories = 1 + resources / (2 * APPS_PER_REPOSITORY);
        List<Reference> sources = new ArrayList<>();
        for (int i = 0; i < repositories; i++) {
            sources.add(add("GitRepository", FLUX, i == 0 ? "fleet" : "team-" + i, SOURCE_API, "1m", List.of(), null));
        }
        Reference charts = add("HelmRepository", FLUX, "charts", SOURCE_API, "1h", List.of(), null);
        add("HelmRepository", FLUX, "registry", SOURCE_API, "1h", List.of(), null);
        Reference controllers = kustomization(FLUX, "infra-controllers", List.of(), sources.get(0));
        Reference configs = kustomization(FLUX, "infra-configs", List.of(controllers), sources.get(0));
        int app = 0;
        while (all.size() < resources) {
            if (app % 4 == 3 && all.size() + 2 <= resources) {
                release("release-" + app, charts);
            } else {
                List<Reference> dependsOn = app % 3 == 0 ? List.of(configs) : List.of();
                kustomization("team-" + app % 7, "app-" + app, dependsOn, sources.get(app % repositories));
            }
            app++;
        }
    }

    private Reference kustomization(String namespace, String name, List<Reference> dependsOn, Reference source) {
        return add("Kustomization", namespace, name, "kustomize.toolkit.fluxcd.io/v1", "10m", dependsOn, source);
    }

    private void release(String name, Reference charts) {
        Reference chart = add("HelmChart", FLUX, "apps-" + name, SOURCE_API, "10m", List.of(), charts);
        add("HelmRelease", "apps", name, "helm.toolkit.fluxcd.io/v2", "10m", List.of(), chart);
    }

    private Reference add(
            String kind,
            String namespace,
            String name,
            String apiVersion,
            String interval,
            List<Reference> dependsOn,
            @Nullable Reference source) {
        Reference reference = new Reference(kind, namespace, name);
        SimulatedResource resource = new SimulatedResource(
                new ResourceId(cluster, kind, namespace, name),
                apiVersion,
                interval,
                dependsOn,
                source,
                chance.happens(LABELLED) ? Map.of("team", chance.oneOf(TEAMS)) : Map.of(),
                chance.uid());
        resource.neverReady = name.equals("registry");
        all.put(reference, resource);
        return reference;
    }
}
