/** Whose the clusters are: one watcher's each, as the log has it. */
package io.fluxstream.watcher.share;
