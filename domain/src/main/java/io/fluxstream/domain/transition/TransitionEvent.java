package io.fluxstream.domain.transition;

import java.time.Instant;
import java.util.function.Function;

/** A record of the topic flux-transitions. */
public sealed interface TransitionEvent permits FluxTransition, RulesActivated {
    String cluster();

    /** On the cluster's clock. */
    Instant at();

    /** The record's key: the resource, or the cluster for what is about the cluster as a whole. */
    String key();

    <R> R match(Function<FluxTransition, R> transition, Function<RulesActivated, R> activated);
}
