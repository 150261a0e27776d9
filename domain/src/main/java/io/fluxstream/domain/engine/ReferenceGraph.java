package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who refers to whom in one cluster. */
final class ReferenceGraph {
    private final String cluster;
    private final Map<ResourceId, ResourceMemory> resources;
    private final Map<Reference, Set<Reference>> referrers = new HashMap<>();

    ReferenceGraph(String cluster, Map<ResourceId, ResourceMemory> resources) {
        this.cluster = cluster;
        this.resources = resources;
    }

    void add(ResourceId resource, Seen seen) {
        Reference from = resource.reference();
        for (Reference to : references(seen)) {
            referrers.computeIfAbsent(to, r -> new HashSet<>()).add(from);
        }
    }

    void remove(ResourceId resource, Seen seen) {
        Reference from = resource.reference();
        for (Reference to : references(seen)) {
            Set<Reference> known = referrers.get(to);
            if (known != null && known.remove(from) && known.isEmpty()) {
                referrers.remove(to);
            }
        }
    }

    /** The first resource at fault down the references, depth first in order of their bytes; null when there is none. */
    @Nullable RootCause rootCause(ResourceId resource) {
        SortedSet<Reference> unwell = unwellReferences(resource);
        return unwell.isEmpty() ? null : rootCause(resource, unwell);
    }

    private @Nullable RootCause rootCause(ResourceId resource, SortedSet<Reference> unwell) {
        Set<Reference> visited = new HashSet<>();
        visited.add(resource.reference());
        // Depth first with a stack of its own: a long chain of dependencies must not exhaust the thread's.
        Deque<Deque<Reference>> path = new ArrayDeque<>();
        path.push(new ArrayDeque<>(unwell));
        while (!path.isEmpty()) {
            Reference next = path.element().poll();
            if (next == null) {
                path.pop();
            } else if (visited.add(next)) {
                SortedSet<Reference> deeper = unwellReferences(next.in(cluster));
                if (deeper.isEmpty()) {
                    return new RootCause(next, isMissing(next));
                }
                path.push(new ArrayDeque<>(deeper));
            }
        }
        return null;
    }

    private SortedSet<Reference> unwellReferences(ResourceId resource) {
        SortedSet<Reference> unwell = Collections.emptySortedSet();
        ResourceMemory memory = resources.get(resource);
        if (memory != null && memory.seen != null) {
            for (Reference reference : references(memory.seen)) {
                ResourceMemory referred = resources.get(reference.in(cluster));
                if (referred == null || referred.isUnwell()) {
                    unwell = unwell.isEmpty() ? new TreeSet<>() : unwell;
                    unwell.add(reference);
                }
            }
        }
        return unwell;
    }

    private boolean isMissing(Reference reference) {
        return !resources.containsKey(reference.in(cluster));
    }

    /** Everything that refers to a resource, directly or through others, in order. */
    SortedSet<Reference> affected(Reference start) {
        if (!referrers.containsKey(start)) {
            return Collections.emptySortedSet();
        }
        SortedSet<Reference> affected = new TreeSet<>();
        Deque<Reference> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            for (Reference referrer : referrers.getOrDefault(open.remove(), Set.of())) {
                if (!referrer.equals(start) && affected.add(referrer)) {
                    open.add(referrer);
                }
            }
        }
        return affected;
    }

    private static List<Reference> references(Seen seen) {
        Reference source = seen.source();
        if (source == null) {
            return seen.dependsOn();
        }
        if (seen.dependsOn().isEmpty()) {
            return List.of(source);
        }
        List<Reference> all = new ArrayList<>(seen.dependsOn());
        all.add(source);
        return all;
    }
}
