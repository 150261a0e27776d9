/**
 * What a Flux status means and when it is worth an alert, as pure functions of records and instants.
 *
 * <p>In: {@link io.fluxstream.domain.status.FluxStatusEvent}s of one cluster, in their order in the log. Out:
 * {@link io.fluxstream.domain.engine.Effect}s. Nothing here reads a clock, a topic, a cluster or a workflow. Start reading at
 * {@link io.fluxstream.domain.engine.ClusterEngine}.
 */
package io.fluxstream.domain;
