/**
 * The processor: flux-status in; transitions, alerts, and the rows of resources and clusters out, exactly once.
 *
 * <p>What a record means is decided by {@link io.fluxstream.domain.engine.ClusterEngine}; here is only what carries records to it, keeps
 * its memory, and carries its effects away. Nothing here reads a clock to decide an output. Start reading at
 * {@link io.fluxstream.processor.StatusTopology}; whoever runs it starts at {@link io.fluxstream.processor.StatusProcessor}.
 */
package io.fluxstream.processor;
