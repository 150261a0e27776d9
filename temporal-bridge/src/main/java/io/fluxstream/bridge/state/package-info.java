/**
 * What the workflows know, as plain classes that read no clock and know no Temporal: batches go in, answers come out.
 * Start reading at {@link io.fluxstream.bridge.state.WatchState} and {@link io.fluxstream.bridge.state.AlertsState}.
 */
package io.fluxstream.bridge.state;
