package io.fluxstream.rules.testing;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource and what happens to it, in the order of time. */
record TestedResource(
        ResourceId id,
        Map<String, String> labels,
        List<Reference> dependsOn,
        @Nullable Reference source,
        List<Step> steps) {}
