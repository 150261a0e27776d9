package io.fluxstream.notify;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts as tests speak of them. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Samples() {}

    /** An alert of this id about a Kustomization of ottawa that bears it as its name. */
    public static FluxAlert firing(String id) {
        return alert(id, "ottawa", Action.FIRING, 0, NOON.plusSeconds(300));
    }

    public static FluxAlert repeated(String id, int sequence) {
        return alert(id, "ottawa", Action.REPEATED, sequence, NOON.plusSeconds(300 + 3_600L * sequence));
    }

    public static FluxAlert resolved(String id, Instant at) {
        return alert(id, "ottawa", Action.RESOLVED, 0, at);
    }

    public static FluxAlert alert(String id, String cluster, Action action, int sequence, Instant at) {
        return new FluxAlert(
                id,
                "60303ae22b998861",
                "SustainedFailure",
                action,
                sequence,
                Severity.ERROR,
                new ResourceId(cluster, "Kustomization", "flux-system", "app-" + id),
                "0f0f2f6e-6bd5-4f4c-9d36-7f0a3f3c4d5e",
                "BuildFailed",
                "kustomize build failed: \u201efleet\u201c is missing",
                "main@sha1:8d29",
                NOON,
                at,
                action == Action.RESOLVED ? Resolution.RECOVERED : null,
                new RootCause(Reference.parse("GitRepository/flux-system/fleet"), true),
                List.of(Reference.parse("Kustomization/flux-system/apps")),
                3,
                Map.of("app.kubernetes.io/name", "podinfo", "name", "clashes"),
                Map.of("page", "apps"),
                Map.of("runbook_url", "https://example.net/runbooks/build"),
                2);
    }

    public static AlertEvent event(FluxAlert alert) {
        return AlertEvent.of(alert, Topics.ALERTS.codec().encode(alert));
    }
}
