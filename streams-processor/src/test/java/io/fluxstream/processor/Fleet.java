package io.fluxstream.processor;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded histories of a few small clusters whose resources fail, wait, recover, vanish and come again. */
final class Fleet {
    /** Long enough ago that no history reaches the present, which would be ahead of its append time. */
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private static final List<String> KINDS = List.of("GitRepository", "Kustomization", "HelmRelease");
    private static final int NAMES = 4;

    private final Random random;
    private final List<Watch> clusters = new ArrayList<>();
    private final List<FluxStatusEvent> events = new ArrayList<>();

    private Fleet(long seed, int size) {
        random = new Random(seed);
        for (int i = 0; i < size; i++) {
            clusters.add(new Watch("cluster-" + i));
        }
    }

    /** About {@code count} events of {@code clusters} clusters, in the order in which they reach the log. */
    static List<FluxStatusEvent> history(long seed, int clusters, int count) {
        Fleet fleet = new Fleet(seed, clusters);
        fleet.clusters.forEach(Watch::startSession);
        while (fleet.events.size() < count) {
            fleet.clusters.get(fleet.random.nextInt(clusters)).step();
        }
        return List.copyOf(fleet.events);
    }

    /** One cluster and its watcher. */
    private final class Watch {
        private final String cluster;
        private Instant now = START;
        private int session;
        private long version = 1_000;
        private long snapshot;
        private long incarnation;

        Watch(String cluster) {
            this.cluster = cluster;
        }

        void step() {
            now = now.plusMillis(random.nextInt(40_000));
            int dice = random.nextInt(100);
            if (dice < 65) {
                events.add(observed(anyId(), session(), ++version, 0));
            } else if (dice < 85) {
                heartbeat();
            } else if (dice < 90) {
                events.add(new Deleted(anyId(), session(), now, "uid-" + incarnation, ++version));
                incarnation++;
            } else if (dice < 94) {
                events.add(observed(anyId(), session(), version - random.nextInt(20), 0));
            } else if (dice < 95) {
                events.add(observed(anyId(), "ended", ++version, 0));
            } else if (dice < 96) {
                startSession();
            } else {
                snapshot(KINDS.get(random.nextInt(KINDS.size())));
            }
        }

        void startSession() {
            session++;
            events.add(new SessionStarted(cluster, session(), now));
        }

        private void heartbeat() {
            List<KindLiveness> kinds = new ArrayList<>();
            for (String kind : KINDS) {
                boolean live = random.nextInt(10) > 0;
                kinds.add(new KindLiveness(kind, live, version, live ? null : "connection refused"));
            }
            events.add(new Heartbeat(cluster, session(), now, kinds));
        }

        private void snapshot(String kind) {
            snapshot++;
            events.add(new SnapshotStarted(cluster, session(), now, snapshot, kind, version));
            int listed = 0;
            for (int i = 0; i < NAMES; i++) {
                if (random.nextInt(4) > 0) {
                    listed++;
                    events.add(observed(id(kind, i), session(), version - random.nextInt(3), snapshot));
                }
            }
            int missing = random.nextInt(5) == 0 ? 1 : 0;
            events.add(new SnapshotCompleted(cluster, session(), now, snapshot, kind, listed + missing));
        }

        private String session() {
            return "session-" + session;
        }

        private ResourceId anyId() {
            return id(KINDS.get(random.nextInt(KINDS.size())), random.nextInt(NAMES));
        }

        private ResourceId id(String kind, int name) {
            return new ResourceId(cluster, kind, "flux-system", "app-" + name);
        }

        private Observed observed(ResourceId id, String observingSession, long resourceVersion, long ofSnapshot) {
            Observed.Builder builder = Observed.of(id, observingSession, now)
                    .snapshot(ofSnapshot)
                    .apiVersion("v1")
                    .uid("uid-" + incarnation)
                    .resourceVersion(resourceVersion)
                    .generation(1)
                    .suspended(random.nextInt(20) == 0)
                    .labels(Map.of("team", "apps", "size", "größe"));
            if (!id.kind().equals("GitRepository")) {
                builder.source(new Reference("GitRepository", "flux-system", "app-0"));
            }
            return builder.conditions(condition())
                    .appliedRevision("main@sha1:" + random.nextInt(3))
                    .attemptedRevision("main@sha1:" + random.nextInt(3))
                    .build();
        }

        private List<Condition> condition() {
            return switch (random.nextInt(6)) {
                case 0 -> List.of();
                case 1 -> List.of(ready("Unknown", "Progressing", "reconciliation in progress"));
                case 2, 3 -> List.of(ready("True", "ReconciliationSucceeded", "applied"));
                case 4 -> List.of(ready("False", "DependencyNotReady", "dependency is not ready"));
                default -> List.of(ready("False", "BuildFailed", "kustomize build failed: try " + random.nextInt(2)));
            };
        }

        private Condition ready(String status, String reason, String message) {
            return new Condition(Condition.READY, status, reason, message, 1L, now.minusSeconds(random.nextInt(60)));
        }
    }
}
