package io.fluxstream.rules;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.status.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Resources for expressions and templates to speak about. */
public final class Subjects {
    private static final Instant SINCE = Instant.parse("2026-11-21T10:03:29.299Z");

    private Subjects() {}

    /** A Kustomization that fails. */
    public static Subject podinfo() {
        return new Subject(
                ResourceId.parse("ottawa/Kustomization/apps/podinfo"),
                "uid-1",
                Phase.FAILED,
                false,
                "BuildFailed",
                "kustomize build failed: no such file",
                "main@sha1:8d29",
                "main@sha1:8d29",
                Map.of("team", "apps", "app.kubernetes.io/name", "podinfo"),
                List.of(Reference.parse("Kustomization/flux-system/infra")),
                Reference.parse("GitRepository/flux-system/fleet"),
                List.of(new Condition("Ready", "False", "BuildFailed", "no such file", null, null)),
                SINCE);
    }

    /** A cluster, of which nothing is known but its name. */
    public static Subject cluster() {
        return new Subject(
                ResourceId.ofCluster("ottawa"),
                "",
                null,
                false,
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                null,
                List.of(),
                SINCE);
    }
}
