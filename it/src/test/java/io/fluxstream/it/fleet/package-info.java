/**
 * Plays Flux's controllers: objects and their statuses as the recording of real ones shows them. Out: requests to an API
 * server. Start reading at {@link io.fluxstream.it.fleet.Fleet}.
 */
package io.fluxstream.it.fleet;
