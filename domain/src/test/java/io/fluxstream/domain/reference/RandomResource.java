package io.fluxstream.domain.reference;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A resource of a random history: what an API server would hold of it. */
final class RandomResource {
    /** Names whose order by bytes differs from the order by parts. */
    static final List<Reference> NAMES = List.of(
            new Reference("Kustomization", "apps", "podinfo"),
            new Reference("Kustomization", "apps", "mqtt"),
            new Reference("Kustomization", "apps-2", "mqtt"),
            new Reference("Kustomization", "flux-system", "infra"),
            new Reference("HelmRelease", "default", "demo"),
            new Reference("HelmRelease", "default", "demo.v2"),
            new Reference("HelmChart", "default", "default-demo"),
            new Reference("HelmRepository", "flux-system", "charts"),
            new Reference("GitRepository", "flux-system", "fleet"),
            new Reference("Kustomization.example.org", "apps", "alien"));

    static final List<String> KINDS = List.of(
            "Kustomization",
            "HelmRelease",
            "HelmChart",
            "HelmRepository",
            "GitRepository",
            "Kustomization.example.org");

    private static final List<String> REASONS =
            List.of("BuildFailed", "HealthCheckFailed", "ArtifactFailed", "InstallFailed");
    private static final List<String> WAITING_REASONS =
            List.of("DependencyNotReady", "SourceNotReady", "HealthCheckCanceled");

    private final String cluster;
    private final Reference name;
    private int incarnation;
    private long version;
    private long generation = 1;
    private int life;
    private @Nullable Instant deletionTimestamp;
    private boolean suspended;
    private boolean neverReady;
    private List<Reference> dependsOn = List.of();
    private @Nullable Reference source;
    private List<Condition> conditions = List.of();
    private @Nullable String applied;
    private @Nullable String attempted;
    private @Nullable String artifact;
    private Map<String, String> labels = Map.of();
    private boolean exists;

    RandomResource(String cluster, Reference name, SplittableRandom random) {
        this.cluster = cluster;
        this.name = name;
        refer(random);
    }

    Reference name() {
        return name;
    }

    String uid() {
        return "uid-" + name.name() + '-' + incarnation;
    }

    boolean exists() {
        return exists;
    }

    void disappear() {
        exists = false;
    }

    /** A backup holds it as it was, or another of its name, or not at all. */
    void restore(long newest, SplittableRandom random) {
        version = Math.max(1, newest - random.nextInt(50));
        exists = exists && random.nextInt(5) > 0;
        if (random.nextInt(6) == 0) {
            incarnation++;
        }
    }

    /** The next thing that a user or a controller does to it. */
    void change(Instant now, long newVersion, SplittableRandom random) {
        version = newVersion;
        if (!exists) {
            exists = true;
            deletionTimestamp = null;
            if (random.nextInt(4) > 0) {
                incarnation++;
            }
        }
        int dice = random.nextInt(100);
        if (dice < 3) {
            deletionTimestamp = now;
        } else if (dice < 9) {
            suspended = !suspended;
        } else if (dice < 12) {
            refer(random);
        } else if (dice < 15) {
            generation++;
        } else if (dice < 17) {
            labels = random.nextBoolean() ? Map.of() : Map.of("team", random.nextBoolean() ? "apps" : "infra");
        } else if (dice < 18) {
            neverReady = !neverReady;
        } else if (dice < 20) {
            conditions = List.of();
        } else {
            reconcile(now, random);
        }
    }

    private void reconcile(Instant now, SplittableRandom random) {
        life += random.nextInt(3) == 0 ? 1 : 0;
        Long observedGeneration = random.nextInt(5) == 0 ? null : (Long) (generation - random.nextInt(8) / 7);
        Instant changed = random.nextInt(6) == 0 ? null : now.minusMillis(random.nextInt(600_000) - 5_000);
        int dice = random.nextInt(10);
        if (dice < 3) {
            applied = random.nextInt(12) == 0 ? null : revision(life);
            attempted = applied;
            ready("True", "ReconciliationSucceeded", "Applied revision " + applied, observedGeneration, changed);
        } else if (dice < 5) {
            ready("Unknown", "Progressing", "Reconciliation in progress", observedGeneration, changed);
        } else if (dice < 6) {
            String reason = WAITING_REASONS.get(random.nextInt(WAITING_REASONS.size()));
            attempted = revision(life);
            ready("False", reason, "dependency 'x' is not ready", observedGeneration, changed);
        } else {
            attempted = random.nextInt(8) == 0 ? null : revision(life + 1);
            String reason = REASONS.get(random.nextInt(random.nextInt(3) == 0 ? REASONS.size() : 1));
            ready("False", reason, failure(now, random), observedGeneration, changed);
        }
        if (random.nextInt(15) == 0) {
            artifact = random.nextBoolean() ? null : revision(life);
        }
    }

    private static String revision(int number) {
        return "main@sha1:" + Integer.toHexString(0xc58b000 + number % 4);
    }

    private static String failure(Instant now, SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> "timeout after " + random.nextInt(90) + "m" + random.nextInt(60) + ".5s";
            case 1 -> "build failed: /tmp/kustomization-" + (100_000 + random.nextInt(9_000_000)) + "/a.yaml";
            case 2 -> "at " + now + ": Artifact Not Found";
            case 3 -> "no such commit " + Integer.toHexString(0x1000_0000 + random.nextInt(0x0fff_ffff));
            case 4 -> "x".repeat(1_022) + (random.nextBoolean() ? "y" : "") + "\uD83D\uDE00 and more";
            case 5 -> "";
            default -> "kustomize build failed";
        };
    }

    private void ready(String status, String reason, String message, @Nullable Long seen, @Nullable Instant changed) {
        conditions = List.of(
                new Condition("Reconciling", "True", "Progressing", "", null, null),
                new Condition(Condition.READY, status, reason, message, seen, changed));
    }

    private void refer(SplittableRandom random) {
        TreeSet<Reference> references = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            references.add(someReference(random));
        }
        dependsOn = List.copyOf(
                random.nextBoolean() ? new ArrayList<>(references) : new ArrayList<>(references.descendingSet()));
        source = random.nextInt(3) == 0 ? null : someReference(random);
    }

    private static Reference someReference(SplittableRandom random) {
        return random.nextInt(12) == 0
                ? new Reference("GitRepository", "flux-system", "nowhere")
                : NAMES.get(random.nextInt(NAMES.size()));
    }

    /** The second half of a status that is written in two. */
    void writeTheRest(long newVersion) {
        version = newVersion;
        life++;
        applied = revision(life);
    }

    Observed observed(Instant now, String session, long snapshot) {
        return Observed.of(name.in(cluster), session, now)
                .snapshot(snapshot)
                .apiVersion("v1")
                .uid(uid())
                .resourceVersion(version)
                .generation(generation)
                .observedGeneration(-1L)
                .deletionTimestamp(deletionTimestamp)
                .suspended(suspended)
                .neverReady(neverReady)
                .dependsOn(dependsOn)
                .source(source)
                .conditions(conditions)
                .appliedRevision(applied)
                .attemptedRevision(attempted)
                .artifactRevision(artifact)
                .labels(labels)
                .build();
    }

    static Observed again(Observed observed, String session, Instant now) {
        return Observed.of(observed.resource(), session, now)
                .snapshot(observed.snapshot())
                .apiVersion(observed.apiVersion())
                .uid(observed.uid())
                .resourceVersion(observed.resourceVersion())
                .generation(observed.generation())
                .observedGeneration(observed.observedGeneration())
                .deletionTimestamp(observed.deletionTimestamp())
                .suspended(observed.suspended())
                .neverReady(observed.neverReady())
                .dependsOn(observed.dependsOn())
                .source(observed.source())
                .conditions(observed.conditions())
                .appliedRevision(observed.appliedRevision())
                .attemptedRevision(observed.attemptedRevision())
                .artifactRevision(observed.artifactRevision())
                .labels(observed.labels())
                .build();
    }
}
