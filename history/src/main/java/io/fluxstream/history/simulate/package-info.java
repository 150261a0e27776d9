/**
 * Histories that never were, but could have been: what watchers of several clusters would have written. Start reading at
 * {@link io.fluxstream.history.simulate.Simulation}.
 */
package io.fluxstream.history.simulate;
