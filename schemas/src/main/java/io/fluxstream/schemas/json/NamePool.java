package io.fluxstream.schemas.json;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Gives one instance to the resources and references that come again and again: they are not checked anew, and whoever looks one up finds
 * it identical at once.
 *
 * <p>A fixed number of slots, each with the last name that fell into it; threads share them without a lock, as with {@link TextPool}, whose
 * instances it tells apart without comparing them.
 */
final class NamePool {
    private static final int SLOTS = 16_384;

    private record Referred(String text, Reference reference) {}

    private final @Nullable ResourceId[] resources = new ResourceId[SLOTS];
    private final @Nullable Referred[] references = new Referred[SLOTS];

    /**
     * The resource of that name.
     *
     * @throws IllegalArgumentException if it cannot be a resource's
     */
    ResourceId resource(String cluster, String kind, String namespace, String name) {
        int slot =
                slot(((name.hashCode() * 31 + namespace.hashCode()) * 31 + kind.hashCode()) * 31 + cluster.hashCode());
        ResourceId known = resources[slot];
        if (known != null && isSame(known, cluster, kind, namespace, name)) {
            return known;
        }
        ResourceId id = new ResourceId(cluster, kind, namespace, name);
        resources[slot] = id;
        return id;
    }

    @SuppressWarnings("ReferenceEquality") // two instances of a text only cost a new resource
    private static boolean isSame(ResourceId known, String cluster, String kind, String namespace, String name) {
        return known.name() == name
                && known.namespace() == namespace
                && known.kind() == kind
                && known.cluster() == cluster;
    }

    /**
     * The reference that is written like this.
     *
     * @throws IllegalArgumentException if none is
     */
    @SuppressWarnings("ReferenceEquality") // two instances of a text only cost a new reference
    Reference reference(String text) {
        int slot = slot(text.hashCode());
        Referred known = references[slot];
        if (known != null && known.text == text) {
            return known.reference;
        }
        Reference reference = Reference.parse(text);
        references[slot] = new Referred(text, reference);
        return reference;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
