package io.fluxstream.domain.resource;

import org.jspecify.annotations.Nullable;

/**
 * One resource of one cluster, written {@code cluster/kind/namespace/name}; the key of most topics.
 *
 * @param cluster the name that flux-stream's configuration gives the cluster
 * @param kind the kind's name as {@link Kinds#name} writes it
 * @param namespace empty for what lives outside namespaces, such as the cluster itself
 */
public record ResourceId(String cluster, String kind, String namespace, String name) implements Comparable<ResourceId> {
    public ResourceId {
        Segments.require("cluster", cluster);
        Segments.require("kind", kind);
        Segments.requireNoSlash("namespace", namespace);
        Segments.require("name", name);
    }

    /** The cluster itself as a resource, for instance {@code ottawa/Cluster//ottawa}. */
    public static ResourceId ofCluster(String cluster) {
        return new ResourceId(cluster, Kinds.CLUSTER, "", cluster);
    }

    /** Reads what {@link #toString} writes. */
    public static ResourceId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "a resource is written cluster/kind/namespace/name, but was \"" + text + "\"");
        }
        return Reference.parse(text.substring(slash + 1)).in(text.substring(0, slash));
    }

    public Reference reference() {
        return new Reference(kind, namespace, name);
    }

    /** The order of the UTF-8 bytes of the written form. */
    @Override
    public int compareTo(ResourceId other) {
        int byCluster = Segments.compareInner(cluster, other.cluster);
        return byCluster != 0
                ? byCluster
                : Reference.compare(kind, namespace, name, other.kind, other.namespace, other.name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof ResourceId id
                && name.equals(id.name)
                && namespace.equals(id.namespace)
                && kind.equals(id.kind)
                && cluster.equals(id.cluster);
    }

    /** Written out: every record is looked up by it, and what a record class makes of four strings took twice as long. */
    @Override
    public int hashCode() {
        return ((name.hashCode() * 31 + namespace.hashCode()) * 31 + kind.hashCode()) * 31 + cluster.hashCode();
    }

    @Override
    public String toString() {
        return cluster + '/' + kind + '/' + namespace + '/' + name;
    }
}
