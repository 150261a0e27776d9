/**
 * Histories through engines: decoded on all cores, clusters side by side, results in the order of the log. Start reading at
 * {@link io.fluxstream.history.replay.Replay}.
 */
package io.fluxstream.history.replay;
