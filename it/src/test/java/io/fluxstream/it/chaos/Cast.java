package io.fluxstream.it.chaos;

import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.FluxKind;
import io.fluxstream.it.fleet.Played;
import io.fluxstream.it.rig.KubernetesApi.Refused;
import io.fluxstream.it.rig.Rig;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Plays the resources of one round on real API servers, which may be away for a while. */
final class Cast {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration RETRY = Duration.ofMillis(2_500);
    private static final String FIRST = "main@sha1:1111111";
    private static final String SECOND = "main@sha1:2222222";
    private static final String REASON = "HealthCheckFailed";
    private static final int NOT_FOUND = 404;
    /** A conflict, too many requests, and what a server says that is not quite there. */
    private static final Set<Integer> MAY_PASS = Set.of(409, 429, 500, 502, 503, 504);

    private final Plan plan;
    private final Map<String, Fleet> fleets = new LinkedHashMap<>();
    private final Map<String, Played> played = new LinkedHashMap<>();
    private volatile boolean over;

    Cast(Plan plan, Rig rig) {
        this.plan = plan;
        Places.CLUSTERS.forEach(cluster -> fleets.put(cluster, Fleet.of(rig.apiServer(cluster))));
    }

    /** Makes all of them, ready. */
    void enter() {
        for (Part part : plan.parts()) {
            played.put(part.key(), create(part));
        }
        Fleet.inParallel(plan.parts(), part -> of(part).succeedsAt(FIRST));
    }

    private Played create(Part part) {
        Fleet fleet = Objects.requireNonNull(fleets.get(part.cluster()));
        if (part.kind() == FluxKind.KUSTOMIZATION) {
            return fleet.kustomization(part.name());
        }
        return part.kind() == FluxKind.HELM_RELEASE
                ? fleet.helmRelease(part.name(), part.name())
                : fleet.gitRepository(part.name());
    }

    /** Plays one part to its end; that of a lasting failure is when {@link #isOver} was said. */
    void play(Part part, Moments moments) {
        Played resource = of(part);
        moments.await(part.turns());
        switch (part.fate()) {
            case HEALTHY -> {
                surely(resource::reconciles);
                moments.await(part.turns().plus(part.ends()).dividedBy(2));
                surely(resource::reconciles);
            }
            case LASTING -> {
                while (!over) {
                    fail(part);
                    LockSupport.parkNanos(RETRY.toNanos());
                }
            }
            case HEALING -> {
                fail(part);
                moments.await(part.turns().plus(part.ends()).dividedBy(2));
                fail(part);
                moments.await(part.ends());
                surely(() -> resource.succeedsAt(SECOND));
            }
            case FLICKERING -> {
                fail(part);
                moments.await(part.ends());
                surely(() -> resource.succeedsAt(SECOND));
            }
            case WAITING -> {
                surely(() -> resource.waitsFor("DependencyNotReady", "dependency 'flux-system/other' is not ready"));
                moments.await(part.ends());
                surely(() -> resource.succeedsAt(SECOND));
            }
            case DELETED -> {
                fail(part);
                moments.await(part.ends());
                surely(resource::isDeleted);
            }
            case SUSPENDED -> {
                fail(part);
                moments.await(part.ends());
                surely(() -> resource.isSuspended(true));
            }
        }
    }

    /** From here on lasting failures are retried no more. */
    void isOver() {
        over = true;
    }

    /** Lasting failures recover. */
    void recover() {
        plan.parts().stream()
                .filter(part -> part.fate() == Fate.LASTING)
                .forEach(part -> surely(() -> of(part).succeedsAt(SECOND)));
    }

    /** All of them go. */
    void leave() {
        Fleet.inParallel(plan.parts(), part -> {
            surely(() -> of(part).isDeleted());
            return part;
        });
    }

    /** Marks an object of each kind in each cluster. */
    void mark(String mark) {
        fleets.values().forEach(fleet -> surely(() -> fleet.mark(mark)));
    }

    private void fail(Part part) {
        surely(() -> of(part).failsWith(REASON, "timeout waiting for: Deployment/" + part.name()));
    }

    private Played of(Part part) {
        return Objects.requireNonNull(played.get(part.key()), part::key);
    }

    /** Until the API server takes it; a deletion that was taken without an answer is found done. */
    private static void surely(Runnable write) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                write.run();
                return;
            } catch (Refused refused) {
                if (refused.status() == NOT_FOUND) {
                    return;
                }
                if (!MAY_PASS.contains(refused.status()) || isPast(deadline)) {
                    throw refused;
                }
            } catch (UncheckedIOException away) {
                if (isPast(deadline)) {
                    throw away;
                }
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private static boolean isPast(long deadline) {
        return System.nanoTime() - deadline > 0;
    }
}
