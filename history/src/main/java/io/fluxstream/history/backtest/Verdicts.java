package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one record.
 *
 * @param alerts under the rules
 * @param otherAlerts under the rules they are compared with; empty when they are compared with none
 * @param start how things stood, if it is the first behind a checkpoint; otherwise null
 */
record Verdicts(
        List<FluxAlert> alerts,
        List<FluxAlert> otherAlerts,
        List<FluxTransition> transitions,
        @Nullable Start start) {
    /** How resources stood when their cluster began. */
    record Start(Instant at, List<FluxResourceStatus> resources) {}

    boolean isEmpty() {
        return start == null && alerts.isEmpty() && otherAlerts.isEmpty() && transitions.isEmpty();
    }
}
