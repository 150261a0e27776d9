package io.fluxstream.domain.rule;

import io.fluxstream.domain.resource.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a rule speaks about. An empty part selects all; several patterns of a part select what any of them
 * matches; what is selected satisfies every part.
 *
 * @param kinds patterns of the kinds' {@link io.fluxstream.domain.resource.Kinds#name names}
 * @param labels patterns of the values that the resource's labels must have, every one of them
 * @param reasons patterns of the reason that an alert would give
 */
public record Selector(
        List<Glob> clusters,
        List<Glob> kinds,
        List<Glob> namespaces,
        List<Glob> names,
        Map<String, Glob> labels,
        List<Glob> reasons) {
    /** Selects everything. */
    public static final Selector ALL = new Selector(List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());

    public Selector {
        clusters = List.copyOf(clusters);
        kinds = List.copyOf(kinds);
        namespaces = List.copyOf(namespaces);
        names = List.copyOf(names);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        reasons = List.copyOf(reasons);
    }

    /** Selects those kinds, of every cluster and namespace. */
    public static Selector ofKinds(String... kinds) {
        return ALL.withKinds(globs(kinds));
    }

    public Selector withClusters(List<Glob> others) {
        return new Selector(others, kinds, namespaces, names, labels, reasons);
    }

    public Selector withKinds(List<Glob> others) {
        return new Selector(clusters, others, namespaces, names, labels, reasons);
    }

    public Selector withNamespaces(List<Glob> others) {
        return new Selector(clusters, kinds, others, names, labels, reasons);
    }

    public Selector withNames(List<Glob> others) {
        return new Selector(clusters, kinds, namespaces, others, labels, reasons);
    }

    public Selector withLabels(Map<String, Glob> others) {
        return new Selector(clusters, kinds, namespaces, names, others, reasons);
    }

    public Selector withReasons(List<Glob> others) {
        return new Selector(clusters, kinds, namespaces, names, labels, others);
    }

    public static List<Glob> globs(String... patterns) {
        return List.of(patterns).stream().map(Glob::new).toList();
    }

    /** Whether the parts that never change for a resource select it: its cluster, kind, namespace and name. */
    public boolean selects(ResourceId resource) {
        return any(clusters, resource.cluster())
                && any(kinds, resource.kind())
                && any(namespaces, resource.namespace())
                && any(names, resource.name());
    }

    /** Whether there are parts that may select a resource at one time and not at another: labels and reasons. */
    public boolean isDynamic() {
        return !labels.isEmpty() || !reasons.isEmpty();
    }

    /** Whether labels and reasons select a resource as it now is. */
    public boolean selectsNow(Subject subject) {
        for (Map.Entry<String, Glob> label : labels.entrySet()) {
            String value = subject.labels().get(label.getKey());
            if (value == null || !label.getValue().matches(value)) {
                return false;
            }
        }
        return any(reasons, subject.reason());
    }

    private static boolean any(List<Glob> patterns, @Nullable String text) {
        if (patterns.isEmpty()) {
            return true;
        }
        if (text == null) {
            return false;
        }
        for (Glob pattern : patterns) {
            if (pattern.matches(text)) {
                return true;
            }
        }
        return false;
    }
}
