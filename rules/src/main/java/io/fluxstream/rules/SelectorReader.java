package io.fluxstream.rules;

import io.fluxstream.domain.rule.Glob;
import io.fluxstream.domain.rule.Selector;
import io.fluxstream.domain.rule.When;
import io.fluxstream.rules.yaml.Section;
import io.fluxstream.rules.yaml.Value.Entry;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which resources a rule, or an override of one, is about. */
final class SelectorReader {
    /** What never changes for a resource. */
    private static final List<String> OF_RESOURCES =
            List.of("kinds", "namespaces", "names", "matchLabels", "reasons", "expr");

    private final Section section;

    SelectorReader(Section section) {
        this.section = section;
    }

    /** By everything that can be selected by. */
    Selector whole() {
        return fixed().withLabels(labels()).withReasons(globs("reasons"));
    }

    /** By what never changes for a resource. */
    Selector fixed() {
        return Selector.ALL
                .withClusters(globs("clusters"))
                .withKinds(kinds())
                .withNamespaces(globs("namespaces"))
                .withNames(globs("names"));
    }

    /** A cluster has a name and nothing else to select by. */
    void requireSense(When when) {
        if (when == When.UNREACHABLE) {
            OF_RESOURCES.stream()
                    .filter(section::has)
                    .forEach(key -> section.mistake(
                            key, "must be left out: when: unreachable is about clusters, not resources"));
        }
    }

    private List<Glob> globs(String key) {
        return section.texts(key, key).stream().map(Scalar::text).map(Glob::new).toList();
    }

    private List<Glob> kinds() {
        List<Scalar> kinds = section.texts("kinds", "kinds");
        kinds.forEach(kind -> KnownKinds.doubt(kind.text())
                .ifPresent(doubt -> section.findings().warning(kind.place(), doubt)));
        return kinds.stream().map(Scalar::text).map(Glob::new).toList();
    }

    private Map<String, Glob> labels() {
        Map<String, Glob> labels = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> pair : section.pairs("matchLabels").entrySet()) {
            if (pair.getValue().value() instanceof Scalar scalar) {
                labels.put(pair.getKey(), new Glob(scalar.text()));
            }
        }
        return labels;
    }
}
