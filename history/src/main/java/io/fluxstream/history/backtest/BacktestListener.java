package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Instant;
import java.util.List;

/** Hears what a backtest finds while it runs, in the order of the log. */
public interface BacktestListener {
    /** One that takes no interest. */
    BacktestListener NONE = new BacktestListener() {};

    /** One that tells others. */
    static BacktestListener all(List<BacktestListener> listeners) {
        List<BacktestListener> told = List.copyOf(listeners);
        return new BacktestListener() {
            @Override
            public void alert(FluxAlert alert) {
                told.forEach(listener -> listener.alert(alert));
            }

            @Override
            public void otherAlert(FluxAlert alert) {
                told.forEach(listener -> listener.otherAlert(alert));
            }

            @Override
            public void difference(Difference difference) {
                told.forEach(listener -> listener.difference(difference));
            }

            @Override
            public void stood(FluxResourceStatus resource, Instant at) {
                told.forEach(listener -> listener.stood(resource, at));
            }

            @Override
            public void transition(FluxTransition transition) {
                told.forEach(listener -> listener.transition(transition));
            }
        };
    }

    /** An alert's event under the rules. */
    default void alert(FluxAlert alert) {}

    /** An alert's event under the rules that they are compared with. */
    default void otherAlert(FluxAlert alert) {}

    /** An alert that only one of both raised, or both at different times; told when it is settled. */
    default void difference(Difference difference) {}

    /** How a resource stood at the checkpoint that its cluster begins at. */
    default void stood(FluxResourceStatus resource, Instant at) {}

    default void transition(FluxTransition transition) {}
}
