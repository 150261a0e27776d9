/**
 * The two workflows as thin shells over {@link io.fluxstream.bridge.state}, their worker, and how they are signalled.
 * In: signals and queries; out: answers. Start reading at {@link io.fluxstream.bridge.workflow.FluxWatch}.
 */
package io.fluxstream.bridge.workflow;
