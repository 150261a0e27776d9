package io.fluxstream.domain.reference;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An observation that counted.
 *
 * @param number which record of the history it was
 * @param at the cluster's clock when it was applied
 * @param phase what it says: looked at again with every later record
 */
record Sighting(int number, Instant at, Observed observed, Phase phase) {
    private static final Set<String> WAITING_REASONS =
            Set.of("DependencyNotReady", "SourceNotReady", "HealthCheckCanceled");

    Sighting(int number, Instant at, Observed observed) {
        this(number, at, observed, phase(observed));
    }

    /** The first that matches. */
    private static Phase phase(Observed observed) {
        if (observed.deletionTimestamp() != null) {
            return Phase.DELETING;
        }
        if (observed.suspended()) {
            return Phase.SUSPENDED;
        }
        if (observed.neverReady()) {
            return Phase.STATIC;
        }
        Condition ready = observed.condition("Ready");
        if (ready == null) {
            return Phase.PENDING;
        }
        Long seen = ready.observedGeneration();
        if (ready.status().equals("Unknown") || (seen != null && seen < observed.generation())) {
            return Phase.PROGRESSING;
        }
        if (ready.status().equals("True")) {
            return Phase.READY;
        }
        return isWaiting(ready) ? Phase.WAITING : Phase.FAILED;
    }

    private static boolean isWaiting(Condition ready) {
        boolean artifactIsMissing = ready.reason().equals("ArtifactFailed")
                && ready.message().toLowerCase(Locale.ROOT).contains("artifact not found");
        return artifactIsMissing || WAITING_REASONS.contains(ready.reason());
    }

    @Nullable Condition ready() {
        return observed.condition("Ready");
    }

    @Nullable String reason() {
        Condition ready = ready();
        return ready == null ? null : ready.reason();
    }

    @Nullable String message() {
        Condition ready = ready();
        return ready == null ? null : cut(ready.message());
    }

    /** As outputs carry it: at most 1,024 characters, and no half of a surrogate pair at the end. */
    static String cut(String message) {
        if (message.length() <= 1_024) {
            return message;
        }
        boolean splitsAPair = Character.isSurrogatePair(message.charAt(1_023), message.charAt(1_024));
        return message.substring(0, splitsAPair ? 1_023 : 1_024);
    }

    @Nullable String revision() {
        if (phase() == Phase.FAILED || phase() == Phase.WAITING) {
            return observed.attemptedRevision();
        }
        return observed.appliedRevision() != null ? observed.appliedRevision() : observed.artifactRevision();
    }

    /** Whether two failures are the same one. */
    boolean failsLike(Sighting other) {
        Condition mine = ready();
        Condition its = other.ready();
        return mine != null
                && its != null
                && mine.reason().equals(its.reason())
                && Masked.message(mine.message()).equals(Masked.message(its.message()));
    }
}
