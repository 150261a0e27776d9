/**
 * The log as it was, judged again with the engine that judges it live.
 *
 * <p>In: records of flux-status, from topics, from export files, from recordings, or made up by a simulation. Out: what rules
 * would have raised, and whether what was raised is what the log says. Start reading at
 * {@link io.fluxstream.history.log.History}, which is where records come from.
 */
package io.fluxstream.history;
