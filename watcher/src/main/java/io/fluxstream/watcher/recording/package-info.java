/**
 * Recordings of clusters as a source of records. In: a file of watch events with their times. Out: the same records that
 * a watcher would have published. Start reading at {@link io.fluxstream.watcher.recording.Recording}.
 */
package io.fluxstream.watcher.recording;
