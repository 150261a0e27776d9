package io.fluxstream.domain.phase;

import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one observation says, read by semantics rather than by letter. */
public final class Observation {
    /** Reasons with which a resource is not ready because another one is not. Reasons are open strings: never an enum. */
    private static final Set<String> WAITING_REASONS =
            Set.of("DependencyNotReady", "SourceNotReady", "HealthCheckCanceled");

    private static final String ARTIFACT_FAILED = "ArtifactFailed";
    private static final String ARTIFACT_NOT_FOUND = "artifact not found";

    private Observation() {}

    /** The phase of an observed resource; the first match wins. */
    public static Phase phase(Observed observed) {
        if (observed.deletionTimestamp() != null) {
            return Phase.DELETING;
        }
        if (observed.suspended()) {
            return Phase.SUSPENDED;
        }
        if (observed.neverReady()) {
            return Phase.STATIC;
        }
        Condition ready = observed.condition(Condition.READY);
        return ready == null ? Phase.PENDING : phase(ready, observed.generation());
    }

    private static Phase phase(Condition ready, long generation) {
        Long seen = ready.observedGeneration();
        boolean fresh = seen == null || seen >= generation;
        if (!fresh) {
            return Phase.PROGRESSING;
        }
        return switch (ready.status()) {
            case "True" -> Phase.READY;
            case "False" -> isWaiting(ready) ? Phase.WAITING : Phase.FAILED;
            default -> Phase.PROGRESSING;
        };
    }

    private static boolean isWaiting(Condition ready) {
        if (ready.reason().equals(ARTIFACT_FAILED)) {
            // A missing artifact is on its way; a missing source is a failure.
            return ready.message().toLowerCase(Locale.ROOT).contains(ARTIFACT_NOT_FOUND);
        }
        return WAITING_REASONS.contains(ready.reason());
    }

    /** The revision that an observation of that phase speaks about, or null. */
    public static @Nullable String revision(Observed observed, Phase phase) {
        if (phase == Phase.FAILED || phase == Phase.WAITING) {
            return observed.attemptedRevision();
        }
        return observed.appliedRevision() != null ? observed.appliedRevision() : observed.artifactRevision();
    }
}
