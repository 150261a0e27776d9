package io.fluxstream.domain.resource;

import org.jspecify.annotations.Nullable;

/** A resource as another one of the same cluster refers to it, written {@code kind/namespace/name}. */
public record Reference(String kind, String namespace, String name) implements Comparable<Reference> {
    public Reference {
        Segments.require("kind", kind);
        Segments.requireNoSlash("namespace", namespace);
        Segments.require("name", name);
    }

    /** Reads what {@link #toString} writes. */
    public static Reference parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("a reference is written kind/namespace/name, but was \"" + text + "\"");
        }
        return new Reference(text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
    }

    public ResourceId in(String cluster) {
        return new ResourceId(cluster, kind, namespace, name);
    }

    static int compare(String kind, String namespace, String name, String kind2, String namespace2, String name2) {
        int byKind = Segments.compareInner(kind, kind2);
        if (byKind != 0) {
            return byKind;
        }
        int byNamespace = Segments.compareInner(namespace, namespace2);
        return byNamespace != 0 ? byNamespace : name.compareTo(name2);
    }

    /** The order of the UTF-8 bytes of the written form. */
    @Override
    public int compareTo(Reference other) {
        return compare(kind, namespace, name, other.kind, other.namespace, other.name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Reference reference
                && name.equals(reference.name)
                && namespace.equals(reference.namespace)
                && kind.equals(reference.kind);
    }

    @Override
    public int hashCode() {
        return (name.hashCode() * 31 + namespace.hashCode()) * 31 + kind.hashCode();
    }

    @Override
    public String toString() {
        return kind + '/' + namespace + '/' + name;
    }
}
