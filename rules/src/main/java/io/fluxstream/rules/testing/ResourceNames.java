package io.fluxstream.rules.testing;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.util.Optional;

/** How tests name resources: with their cluster, or without where it is the usual one. */
final class ResourceNames {
    /** What a mistake says. */
    static final String EXPECTED = "must be Kind/namespace/name, or cluster/Kind/namespace/name, but was ";

    private ResourceNames() {}

    /** The resource of that name, or nothing when it is none. */
    static Optional<ResourceId> read(String text, String usualCluster) {
        try {
            boolean namesCluster = text.chars().filter(c -> c == '/').count() == 3;
            return Optional.of(
                    namesCluster
                            ? ResourceId.parse(text)
                            : Reference.parse(text).in(usualCluster));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String write(ResourceId resource, String usualCluster) {
        return resource.cluster().equals(usualCluster) ? resource.reference().toString() : resource.toString();
    }
}
