package io.fluxstream.domain.reference;

import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is at fault and who suffers, by following references through one picture of the cluster. */
final class Blame {
    private final String cluster;
    private final Inventory inventory;

    Blame(String cluster, Inventory inventory) {
        this.cluster = cluster;
        this.inventory = inventory;
    }

    /** The first one, depth first, that is bad and refers to nothing bad itself. */
    @Nullable RootCause rootCause(ResourceId resource) {
        Set<Reference> visited = new HashSet<>();
        visited.add(resource.reference());
        return rootCause(resource.reference(), visited);
    }

    private @Nullable RootCause rootCause(Reference from, Set<Reference> visited) {
        for (Reference reference : badReferences(from)) {
            if (!visited.add(reference)) {
                continue;
            }
            if (badReferences(reference).isEmpty()) {
                return new RootCause(reference, life(reference) == null);
            }
            RootCause deeper = rootCause(reference, visited);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    private NavigableSet<Reference> badReferences(Reference from) {
        NavigableSet<Reference> bad = references(from);
        bad.removeIf(reference -> !isBad(reference));
        return bad;
    }

    private boolean isBad(Reference reference) {
        Life life = life(reference);
        return life == null || life.settled() == Phase.FAILED || life.settled() == Phase.WAITING;
    }

    private NavigableSet<Reference> references(Reference from) {
        Life life = life(from);
        return life == null ? new TreeSet<>() : life.references();
    }

    private @Nullable Life life(Reference reference) {
        return inventory.life(reference.in(cluster));
    }

    /** Whatever refers to it, or to something that does, and so on until nothing is added. */
    NavigableSet<Reference> affected(ResourceId resource) {
        NavigableSet<Reference> affected = new TreeSet<>();
        affected.add(resource.reference());
        int before = 0;
        while (before < affected.size()) {
            before = affected.size();
            for (Map.Entry<ResourceId, Life> entry : inventory.lives().entrySet()) {
                if (entry.getValue().references().stream().anyMatch(affected::contains)) {
                    affected.add(entry.getKey().reference());
                }
            }
        }
        affected.remove(resource.reference());
        return affected;
    }
}
