/**
 * Publishing records to Kafka, in the order of each cluster, without loss and without letting one cluster wait for another.
 *
 * <p>In: records, cluster by cluster. Out: the topics flux-status and flux-watch-cursors. Start reading at
 * {@link io.fluxstream.watcher.publish.StatusLog}.
 */
package io.fluxstream.watcher.publish;
