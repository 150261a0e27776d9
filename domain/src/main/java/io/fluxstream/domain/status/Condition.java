package io.fluxstream.domain.status;

import io.fluxstream.domain.EventTime;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a resource's status, as reported.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}, verbatim
 * @param observedGeneration the generation the condition speaks about; absent means that it is not said
 * @param lastTransitionTime as reported; it moves with every retry of a failing resource
 */
public record Condition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Long observedGeneration,
        @Nullable Instant lastTransitionTime) {
    /** The type of the condition that carries a resource's verdict. */
    public static final String READY = "Ready";

    /** The same condition with another time of its last transition. */
    public Condition at(@Nullable Instant transition) {
        return Objects.equals(transition, lastTransitionTime)
                ? this
                : new Condition(type, status, reason, message, observedGeneration, transition);
    }

    /** Whether it says the same, whenever it began to. */
    public boolean saysLike(Condition other) {
        return status.equals(other.status)
                && reason.equals(other.reason)
                && message.equals(other.message)
                && type.equals(other.type)
                && Objects.equals(observedGeneration, other.observedGeneration);
    }

    public Condition {
        if (type.isEmpty()) {
            throw new IllegalArgumentException("a condition's type must not be empty");
        }
        if (lastTransitionTime != null) {
            lastTransitionTime = EventTime.of(lastTransitionTime);
        }
    }
}
