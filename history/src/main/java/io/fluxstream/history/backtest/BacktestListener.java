package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.transition.FluxTransition;

/** Hears what a backtest finds while it runs, in the order of the log. */
public interface BacktestListener {
    /** One that takes no interest. */
    BacktestListener NONE = new BacktestListener() {};

    /** An alert's event under the rules. */
    default void alert(FluxAlert alert) {}

    /** An alert's event under the rules that they are compared with. */
    default void otherAlert(FluxAlert alert) {}

    /** An alert that only one of both raised, or both at different times; told when it is settled. */
    default void difference(Difference difference) {}

    default void transition(FluxTransition transition) {}
}
