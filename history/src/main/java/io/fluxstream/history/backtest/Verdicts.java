package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.transition.FluxTransition;
import java.util.List;

/**
 * What follows from one record.
 *
 * @param alerts under the rules
 * @param otherAlerts under the rules they are compared with; empty when they are compared with none
 */
record Verdicts(List<FluxAlert> alerts, List<FluxAlert> otherAlerts, List<FluxTransition> transitions) {
    boolean isEmpty() {
        return alerts.isEmpty() && otherAlerts.isEmpty() && transitions.isEmpty();
    }
}
