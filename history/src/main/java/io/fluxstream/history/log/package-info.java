/**
 * Where records come from that are judged again. Start reading at {@link io.fluxstream.history.log.History}.
 */
package io.fluxstream.history.log;
