package io.fluxstream.schemas;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxClusterStatus.KindStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Each value with everything in it, and with nothing that can be left out. */
final class Values {
    private static final ResourceId PODINFO = new ResourceId("ottawa", "Kustomization", "flux-system", "app-podinfo");
    private static final Reference FLEET = new Reference("GitRepository", "flux-system", "fleet");
    private static final Reference CONFIGS = new Reference("Kustomization", "flux-system", "infra-configs");
    private static final String UID = "0f0f2f6e-6bd5-4f4c-9d36-7f0a3f3c4d5e";
    private static final String MESSAGE = "kustomize build failed: Zeile 3 ist ungültig – \"🚨\"\n\ttab";
    private static final Instant AT = Instant.parse("2026-11-21T10:03:29.299Z");
    private static final Instant ON_THE_SECOND = Instant.parse("2026-11-21T10:03:29Z");
    private static final Map<String, String> LABELS = Map.of("team", "apps", "app.kubernetes.io/name", "podinfo");

    /** A golden file's name, what is in it and how it is read. */
    record Example<V>(String name, V value, Topic<V> topic) {
        byte[] json() {
            return topic.codec().encode(value);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Values() {}

    static List<Example<?>> all() {
        return List.of(
                status("observed-full", observed()),
                status(
                        "observed-minimal",
                        Observed.of(PODINFO, "6f1c2e", AT)
                                .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                                .uid(UID)
                                .resourceVersion(2417)
                                .build()),
                status("deleted-full", new Deleted(PODINFO, "6f1c2e", AT, UID, 2503)),
                status(
                        "deleted-minimal",
                        new Deleted(new ResourceId("ottawa", "Widget.example.com", "", "w"), "6f1c2e", AT, "u", 0)),
                status("session-started", new SessionStarted("ottawa", "6f1c2e", AT)),
                status("snapshot-started", new SnapshotStarted("ottawa", "6f1c2e", AT, 3, "Kustomization", 2400)),
                status("snapshot-completed", new SnapshotCompleted("ottawa", "6f1c2e", AT, 3, "Kustomization", 81)),
                status(
                        "heartbeat-full",
                        new Heartbeat(
                                "ottawa",
                                "6f1c2e",
                                AT,
                                List.of(
                                        new KindLiveness("Kustomization", true, 2503L, null),
                                        new KindLiveness("HelmRelease", false, null, "connection refused")))),
                status("heartbeat-minimal", new Heartbeat("ottawa", "6f1c2e", AT, List.of())),
                new Example<>("transition-full", transition(), Topics.TRANSITIONS),
                new Example<>(
                        "transition-minimal",
                        new FluxTransition(
                                FluxTransition.Type.PHASE,
                                PODINFO,
                                UID,
                                null,
                                Phase.READY,
                                ON_THE_SECOND,
                                null,
                                null,
                                null,
                                null),
                        Topics.TRANSITIONS),
                new Example<>(
                        "rules-activated",
                        new RulesActivated("ottawa", 3, "9f86d081884c7d65".repeat(4), 1_207, AT),
                        Topics.TRANSITIONS),
                new Example<>(
                        "rules-activated-minimal", new RulesActivated("ottawa", 0, "", 1, AT), Topics.TRANSITIONS),
                new Example<>("alert-full", alert(), Topics.ALERTS),
                new Example<>("alert-minimal", clusterAlert(), Topics.ALERTS_ACTIVE),
                new Example<>("resource-status-full", resourceStatus(), Topics.RESOURCES),
                new Example<>(
                        "resource-status-minimal",
                        new FluxResourceStatus(
                                PODINFO,
                                null,
                                Phase.PENDING,
                                false,
                                null,
                                null,
                                null,
                                null,
                                false,
                                AT,
                                null,
                                AT,
                                List.of(),
                                null,
                                Map.of()),
                        Topics.RESOURCES),
                new Example<>("cluster-status-full", clusterStatus(), Topics.CLUSTERS),
                new Example<>(
                        "cluster-status-minimal",
                        new FluxClusterStatus("ottawa", AT, null, true, List.of()),
                        Topics.CLUSTERS),
                new Example<>(
                        "watch-cursor",
                        new WatchCursor("ottawa", "Kustomization", 2503, "b9c0a7f2-9a53-4a54-8a0e-2f1f3c1d0e11", 3, AT),
                        Topics.WATCH_CURSORS),
                new Example<>(
                        "rule-revision",
                        new RuleRevision(
                                3,
                                "9f86d081884c7d65".repeat(4),
                                AT,
                                RuleRevision.Origin.FILE,
                                "groups:\n  - name: a\n"),
                        Topics.RULES),
                new Example<>(
                        "checkpoint-chunk",
                        new CheckpointChunk(
                                "ottawa",
                                1_207,
                                AT,
                                3,
                                "9f86d081884c7d65".repeat(4),
                                "6f1c2e",
                                "Kustomization",
                                3,
                                4,
                                5_120,
                                0,
                                2,
                                "AAEC"),
                        Topics.CHECKPOINTS),
                new Example<>(
                        "alert-ack-full",
                        new AlertAck("9f86d081884c7d65", "ottawa", "kim", "rolling back", AT),
                        Topics.ACKS),
                new Example<>(
                        "alert-ack-minimal", new AlertAck("9f86d081884c7d65", "ottawa", "kim", null, AT), Topics.ACKS));
    }

    private static Example<FluxStatusEvent> status(String name, FluxStatusEvent event) {
        return new Example<>(name, event, Topics.STATUS);
    }

    static Observed observed() {
        return Observed.of(PODINFO, "6f1c2e", AT)
                .snapshot(3)
                .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                .uid(UID)
                .resourceVersion(2417)
                .generation(2)
                .observedGeneration(-1L)
                .deletionTimestamp(ON_THE_SECOND)
                .suspended(true)
                .neverReady(true)
                .interval("10m")
                .dependsOn(List.of(CONFIGS))
                .source(FLEET)
                .conditions(List.of(
                        new Condition("Ready", "False", "ReconciliationFailed", MESSAGE, 1L, ON_THE_SECOND),
                        new Condition("Reconciling", "Unknown", "", "", null, null)))
                .appliedRevision("main@sha1:c58b")
                .attemptedRevision("main@sha1:8d29")
                .artifactRevision("main@sha1:aa00")
                .handledReconcileAt("2026-11-21T11:03:29.123456789+01:00")
                .labels(LABELS)
                .build();
    }

    static FluxTransition transition() {
        return new FluxTransition(
                FluxTransition.Type.PHASE,
                PODINFO,
                UID,
                Phase.WAITING,
                Phase.FAILED,
                AT,
                "ReconciliationFailed",
                MESSAGE,
                "main@sha1:8d29",
                Duration.ofMillis(75_120));
    }

    static FluxAlert alert() {
        return new FluxAlert(
                "9f86d081884c7d65",
                "60303ae22b998861",
                "SustainedFailure",
                Action.RESOLVED,
                1,
                Severity.ERROR,
                PODINFO,
                UID,
                "ReconciliationFailed",
                MESSAGE,
                "main@sha1:8d29",
                ON_THE_SECOND,
                AT,
                Resolution.RECOVERED,
                new RootCause(FLEET, true),
                List.of(new Reference("Kustomization", "flux-system", "apps")),
                1,
                LABELS,
                Map.of("page", "apps"),
                Map.of("summary", "podinfo fails"),
                3);
    }

    private static FluxAlert clusterAlert() {
        return new FluxAlert(
                "9f86d081884c7d65",
                "60303ae22b998861",
                "ClusterUnreachable",
                Action.FIRING,
                0,
                Severity.WARNING,
                ResourceId.ofCluster("ottawa"),
                "",
                null,
                null,
                null,
                ON_THE_SECOND,
                AT,
                null,
                null,
                List.of(),
                0,
                Map.of());
    }

    static FluxResourceStatus resourceStatus() {
        return new FluxResourceStatus(
                PODINFO,
                "False",
                Phase.FAILED,
                true,
                "ReconciliationFailed",
                MESSAGE,
                "main@sha1:c58b",
                "main@sha1:8d29",
                true,
                ON_THE_SECOND,
                ON_THE_SECOND,
                AT,
                List.of(CONFIGS),
                FLEET,
                LABELS);
    }

    static FluxClusterStatus clusterStatus() {
        return new FluxClusterStatus(
                "ottawa",
                AT,
                "6f1c2e",
                false,
                List.of(
                        new KindStatus("HelmRelease", false, AT, 38, "connection refused"),
                        new KindStatus("Kustomization", true, null, 0, null)));
    }
}
